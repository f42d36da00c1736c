import type { Capability } from "../model/generated/workload.ts";
import { printLane, printRoute } from "../model/ids.ts";
import { byText } from "../model/record.ts";
import { signature } from "../model/signature.ts";
import { printable, shorten } from "../model/text.ts";
import { causeWord, detailOf } from "./say.ts";
import { isGrouped, notRun } from "./states.ts";
import type { SiteCell } from "./types.ts";

/** What one mending would turn green: cells that did not pass alike. */
interface SiteGroup {
  readonly cause: string;
  readonly blame: string;
  readonly detail: string;
  /** Why it is excused; empty where it is not. */
  readonly known: string;
}

/** Every cell of the site in columns: a row is a case by a route, a column is a lane, and one character is a cell. */
export interface SiteIndex {
  readonly lanes: readonly string[];
  readonly routes: readonly string[];
  /** WORKLOAD/CASE */
  readonly cases: readonly string[];
  readonly capabilities: readonly string[];
  /** By case: indices of capabilities. */
  readonly needs: readonly (readonly number[])[];
  /** By row: indices of its case and its route. Rows are sorted by both. */
  readonly rowCase: readonly number[];
  readonly rowRoute: readonly number[];
  /** By lane: the codes of its cells, a character a row. */
  readonly states: readonly string[];
  readonly groups: readonly SiteGroup[];
  /** By lane: the groups of its cells that have one, in the order of the rows. */
  readonly grouped: readonly (readonly number[])[];
  /** How many rows a chunk of details has. */
  readonly rowsPerChunk: number;
}

/** Cells that a chunk of details holds, about. */
const chunkCells = 400;

const groupOf = (cell: SiteCell): SiteGroup => ({
  cause: causeWord(cell),
  blame: cell.blame?.on ?? "nobody",
  detail: printable(shorten(detailOf(cell).split("\n")[0] ?? "", 300)),
  known: cell.standing.is === "known-failure" ? printable(shorten(cell.standing.known.reason, 300)) : "",
});

const keyOf = ({ cause, blame, detail, known }: SiteGroup, { id }: SiteCell): string =>
  JSON.stringify([cause, blame, blame === "runtime" ? id.lane.runtime : "", known || signature(detail)]);

const ranks = (names: readonly string[]): ReadonlyMap<string, number> => new Map(names.map((name, index) => [name, index]));

const caseName = ({ id }: Pick<SiteCell, "id">): string => `${id.workload}/${id.case}`;

/** Tells the row and the lane of a cell that is in the columns. */
export const placesIn = ({
  lanes,
  routes,
  cases,
  rowCase,
  rowRoute,
}: Pick<SiteIndex, "lanes" | "routes" | "cases" | "rowCase" | "rowRoute">): ((cell: Pick<SiteCell, "id">) => {
  readonly row: number;
  readonly lane: number;
}) => {
  const [laneAt, routeAt, caseAt] = [ranks(lanes), ranks(routes), ranks(cases)];
  const rowAt = new Map(rowCase.map((own, row) => [own * routes.length + (rowRoute[row] as number), row]));
  return (cell) => ({
    row: rowAt.get((caseAt.get(caseName(cell)) as number) * routes.length + (routeAt.get(printRoute(cell.id)) as number)) as number,
    lane: laneAt.get(printLane(cell.id.lane)) as number,
  });
};

/** Puts cells into columns. Each cell has a text of its own; `needsOf` tells what a case needs. */
export const toIndex = (cells: readonly SiteCell[], needsOf: (name: string) => readonly Capability[]): SiteIndex => {
  const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].sort(byText);
  const lanes = sorted(cells.map(({ id }) => printLane(id.lane)));
  const routes = sorted(cells.map(({ id }) => printRoute(id)));
  const cases = sorted(cells.map(caseName));
  const capabilities = sorted(cases.flatMap(needsOf));
  const [routeAt, caseAt, capabilityAt] = [ranks(routes), ranks(cases), ranks(capabilities)];
  const rowKey = (cell: SiteCell): number => (caseAt.get(caseName(cell)) as number) * routes.length + (routeAt.get(printRoute(cell.id)) as number);
  const rows = [...new Set(cells.map(rowKey))].sort((a, b) => a - b);
  const rowCase = rows.map((key) => Math.floor(key / routes.length));
  const rowRoute = rows.map((key) => key % routes.length);
  const placeOf = placesIn({ lanes, routes, cases, rowCase, rowRoute });
  const states = lanes.map(() => new Array<string>(rows.length).fill(notRun));
  const groupAt = new Map<string, number>();
  const groups: SiteGroup[] = [];
  const found = lanes.map(() => new Map<number, number>());
  for (const cell of cells) {
    const { row, lane } = placeOf(cell);
    (states[lane] as string[])[row] = cell.code;
    if (!isGrouped(cell.code)) continue;
    const group = groupOf(cell);
    const key = keyOf(group, cell);
    if (!groupAt.has(key)) groupAt.set(key, groups.push(group) - 1);
    found[lane]?.set(row, groupAt.get(key) as number);
  }
  return {
    ...{ lanes, routes, cases, capabilities, rowCase, rowRoute },
    needs: cases.map((name) => needsOf(name).map((need) => capabilityAt.get(need) as number)),
    states: states.map((codes) => codes.join("")),
    groups,
    grouped: found.map((own) => [...own].sort(([a], [b]) => a - b).map(([, group]) => group)),
    rowsPerChunk: Math.max(1, Math.floor(chunkCells / Math.max(1, lanes.length))),
  };
};

import { rarest } from "../judge/capabilities.ts";
import { capabilityGrounds } from "../judge/capability-grounds.ts";
import { type OverCell, overReleases } from "../judge/over-releases.ts";
import type { CapabilityCell } from "../model/capabilities.ts";
import type { OverOutcome, OverReleases } from "../model/generated/over.ts";
import { parseLane } from "../model/ids.ts";
import { byText } from "../model/record.ts";
import type { CellState } from "../model/words.ts";
import type { PublishedToday } from "../record/published.ts";
import { tellCapabilities } from "./capabilities.ts";
import { type Everything, readPublished } from "./everything.ts";
import { narrow } from "./narrow.ts";

const words: Readonly<Record<CapabilityCell["outcome"]["is"], OverOutcome | undefined>> = {
  pass: "pass",
  fail: "fail",
  cannot: "unsupported",
  // Tells nothing.
  unknown: undefined,
};

const detailOf = (state: CellState | undefined): string => {
  if (state?.is === "inexpressible") return state.why;
  if (state?.is !== "judged") return "";
  const { verdict } = state;
  return verdict.is === "fail" ? `${verdict.cause}: ${verdict.detail}` : verdict.is === "unsupported" ? verdict.proof : "";
};

/** What is published of each track, over its releases, of the cells that filters select. Throws a GatehouseError where none is left. */
export const readOverReleases = async (root: string, terms: readonly string[]): Promise<OverReleases> => {
  const everything: Everything = await readPublished(root);
  const { uses } = capabilityGrounds(everything.catalog);
  const left = new Set(narrow(everything.cells, ({ id }) => id, terms, everything.catalog).map(({ text }) => text));
  const toRecord = (one: PublishedToday) => {
    const cells = one.cells.filter(({ text }) => left.has(text));
    const { cells: told, tables } = tellCapabilities({ ...everything, published: [one], cells });
    const states = new Map(cells.map((cell) => [cell.text, cell]));
    const toCell = ({ cell, language, lane, needs, outcome }: CapabilityCell): OverCell[] => {
      const is = words[outcome.is];
      const own = states.get(cell);
      if (is === undefined) return [];
      const capability = outcome.is === "cannot" && outcome.capability ? outcome.capability : rarest(needs, uses).join(", ");
      const known = outcome.is === "fail" ? outcome.known?.why : undefined;
      return [
        {
          case: cell.slice(0, -lane.length - 1),
          language,
          capability,
          is,
          detail: detailOf(own?.state),
          known,
          contract: own?.contract,
          artifact: own?.artifact,
        },
      ];
    };
    return { version: parseLane(one.header.lane).version, day: one.header.day, cells: told.flatMap(toCell), table: tables[0] };
  };
  const groups = Map.groupBy(everything.published, ({ header }) => `${header.track}\n${header.machine.id}`);
  const tracks = [...groups]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([, own]) => {
      const [{ header }] = own as [PublishedToday];
      const records = own.map(toRecord).filter(({ cells }) => cells.length > 0);
      return records.length > 0 ? [overReleases(header.track, header.machine.id, records)] : [];
    });
  return { tracks };
};

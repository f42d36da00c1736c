import type { CapabilitySquare, CapabilityTable } from "../model/capabilities.ts";
import type { OverChange, OverOutcome, OverRow, OverSquare, OverTrack } from "../model/generated/over.ts";
import { byText } from "../model/record.ts";
import { byVersion } from "../model/semver.ts";
import { signature } from "../model/signature.ts";

/** A cell of a published release, as far as it tells what the release can. */
export interface OverCell {
  /** WORKLOAD/CASE,ROUTE. */
  readonly case: string;
  readonly language: string;
  readonly capability: string;
  readonly is: OverOutcome;
  /** What it did where it did not pass; else empty. */
  readonly detail: string;
  /** The written reason of its failure. */
  readonly known: string | undefined;
  readonly contract: string | undefined;
  readonly artifact: string | undefined;
}

/** What is published of one release of a track. */
export interface OverRecord {
  readonly version: string;
  readonly day: string;
  readonly cells: readonly OverCell[];
  /** Undefined where no cell of it needs any capability. */
  readonly table: CapabilityTable | undefined;
}

/** From what is worst to what is best. */
const order: readonly string[] = ["pass fail", "unsupported fail", "pass unsupported", "fail unsupported", "unsupported pass", "fail pass"];

const toSquare = (square: CapabilitySquare | undefined): OverSquare => {
  switch (square?.is) {
    case "works":
      return { is: "works", passed: square.passed };
    case "fails":
      return { is: "fails", passed: square.passed, failed: square.failed, known: square.known !== undefined };
    case "cannot":
    case "unknown":
      return { is: square.is };
    default:
      return { is: "absent" };
  }
};

const rowsOf = (records: readonly OverRecord[]): OverRow[] => {
  const languages = [...new Set(records.flatMap(({ table }) => table?.languages ?? []))];
  const capabilities = [...new Set(records.flatMap(({ table }) => table?.rows.map(({ capability }) => capability) ?? []))].sort(byText);
  const squares = records.map(({ table }) => {
    const rows = new Map(table?.rows.map((row) => [row.capability, row.squares]));
    return (language: string, capability: (typeof capabilities)[number]): OverSquare =>
      toSquare(rows.get(capability)?.[table?.languages.indexOf(language) ?? -1]);
  });
  return languages.flatMap((language) =>
    capabilities.flatMap((capability): OverRow[] => {
      const own = squares.map((square) => square(language, capability));
      // What no cell of any release is about is no news.
      return own.some(({ is }) => is === "works" || is === "fails" || is === "unknown") ? [{ language, capability, squares: own }] : [];
    }),
  );
};

interface CaseChange extends Omit<OverChange, "languages" | "cases"> {
  readonly language: string;
  readonly case: string;
}

const changeOf = (before: OverRecord, after: OverRecord, was: OverCell | undefined, is: OverCell): CaseChange[] => {
  if (!was || was.is === is.is) return [];
  const moved = was.contract !== is.contract ? "contract" : was.artifact !== is.artifact ? "artifact" : undefined;
  const { known, detail } = is.is === "pass" ? was : is;
  return [
    {
      ...{ before: before.version, after: after.version, was: was.is, is: is.is, capability: is.capability, detail },
      ...{ ...(known === undefined ? {} : { known }), ...(moved === undefined ? {} : { moved }), language: is.language, case: is.case },
    },
  ];
};

const changesBetween = (before: OverRecord, after: OverRecord): OverChange[] => {
  const olds = new Map(before.cells.map((cell) => [cell.case, cell]));
  // What only one of them ran tells of the run, not of the release.
  const all = after.cells.flatMap((cell) => changeOf(before, after, olds.get(cell.case), cell));
  const alike = ({ was, is, capability, detail, known, moved }: CaseChange): string => [was, is, capability, signature(detail), known, moved].join("\n");
  return [...Map.groupBy(all, alike).values()]
    .map((own): OverChange => {
      const [{ language: _, case: __, ...first }] = own as [CaseChange];
      return { ...first, languages: [...new Set(own.map(({ language }) => language))].sort(byText), cases: own.map((each) => each.case) as [string] };
    })
    .sort(
      (a, b) => order.indexOf(`${a.was} ${a.is}`) - order.indexOf(`${b.was} ${b.is}`) || byText(a.capability, b.capability) || b.cases.length - a.cases.length,
    );
};

/** Folds what is published of a track on one machine: what each language has of each capability, by release, and what changed between neighbours. */
export const overReleases = (track: string, machine: string, all: readonly OverRecord[]): OverTrack => {
  const records = all.toSorted((a, b) => byVersion(a.version, b.version));
  return {
    ...{ track, machine, releases: records.map(({ version, day }) => ({ version, day })), rows: rowsOf(records) },
    changes: records.slice(1).flatMap((after, index) => changesBetween(records[index] as OverRecord, after)),
  };
};

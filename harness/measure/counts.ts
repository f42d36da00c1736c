import { GatehouseError } from "../model/errors.ts";
import type { SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import { parseCell, printBuild } from "../model/ids.ts";
import type { BenchReport } from "../model/speed.ts";

/** A run of `gatehouse bench`: its header and its other lines. */
export interface MeasuredLines {
  readonly header: SamplesHeader;
  readonly lines: readonly SamplesLine[];
}

type Count = Extract<SamplesLine, { readonly kind: "count" | "code" }>;

const countsOf = ({ lines }: MeasuredLines): Count[] => lines.filter((line) => line.kind === "count" || line.kind === "code");

const programOf = ({ lines }: MeasuredLines, cell: string): string | undefined => {
  const build = printBuild(parseCell(cell));
  const program = lines.find((line) => line.kind === "program" && !line.native && line.build === build);
  return program?.kind === "program" ? program.digest : undefined;
};

/** The runs that counted for runs that took times; none where nothing was timed. */
export const countedBy = (runs: readonly MeasuredLines[]): NonNullable<BenchReport["counted"]> =>
  runs.some(({ header }) => header.rounds > 0) ? runs.flatMap(({ header }) => (header.rounds === 0 ? [{ run: header.run, cpu: header.machine.cpu }] : [])) : [];

/**
 * Gives what runs of no rounds counted to the runs that timed the same cells: work and the size of code are exact, and are counted on any day. Throws a GatehouseError where
 * nobody timed a cell, or where it was another program.
 */
export const withCounts = <T extends MeasuredLines>(runs: readonly T[]): T[] => {
  const timed = runs.filter(({ header }) => header.rounds > 0);
  const counting = runs.filter(({ header }) => header.rounds === 0);
  if (timed.length === 0) return [...runs];
  const more = new Map(timed.map((run) => [run, [] as Count[]]));
  const cellsOf = new Map(timed.map((run) => [run, new Set(run.lines.flatMap((line) => (line.kind === "sample" ? [line.cell] : [])))]));
  for (const run of counting)
    for (const count of countsOf(run)) {
      // A no-op is timed in the groups of the cells that it is the start of.
      const own = timed.filter((run) => cellsOf.get(run)?.has(count.cell));
      if (own.length === 0)
        throw new GatehouseError("bench/counted", `nobody timed ${count.cell}`, { hint: "name the run that did, or leave out the one that counted" });
      for (const each of own) {
        if (programOf(each, count.cell) !== programOf(run, count.cell))
          throw new GatehouseError("bench/counted", `${count.cell} was counted of another program than was timed`, { hint: "count again" });
        more.get(each)?.push(count);
      }
    }
  return timed.map((run) => ({ ...run, lines: [...run.lines, ...(more.get(run) ?? [])] }));
};

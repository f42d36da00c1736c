import type { SamplesLine } from "../model/generated/samples.ts";
import { parseCell, printBuild } from "../model/ids.ts";
import { type Figure, type MeasuredCell, type Phase, phases } from "../model/speed.ts";
import { medianInterval } from "./ratio.ts";
import { nativeRelease, phaseRounds, type Series, type Time } from "./series.ts";

const figureOf = (values: readonly number[], seed: number): Figure | undefined => {
  const found = medianInterval(values, { confidence: 0.95, seed });
  return found && { median: found.ratio, low: found.low, high: found.high, rounds: found.rounds };
};

const figuresOf = (series: Series, by: Time, all: readonly Series[], seed: number): Partial<Record<Phase, Figure>> =>
  Object.fromEntries(
    phases.flatMap((phase) => {
      const figure = figureOf([...phaseRounds(series, phase, by, all).values()], seed);
      return figure ? [[phase, figure]] : [];
    }),
  );

const noSeries = (group: string, cell: string): Series => ({ group, cell, id: parseCell(cell), samples: [] });

/** Medians of every cell that was to be measured, those that failed among them. */
export const measuredCells = (lines: readonly SamplesLine[], all: readonly Series[], seed: number): MeasuredCell[] => {
  const named = lines.flatMap((line) => (["failure", "count", "least", "code"].includes(line.kind) && "cell" in line ? [noSeries(line.group, line.cell)] : []));
  const known = new Map([...named, ...all].map((series) => [`${series.group} ${series.cell}`, series]));
  // A no-op in the group of another case is there for its start alone.
  const shown = [...known.values()].filter(({ group, id }) => group === `${id.workload}/${id.case}`);
  return shown.map((series) => {
    const { group, cell, id } = series;
    const of = <K extends SamplesLine["kind"]>(kind: K): Extract<SamplesLine, { kind: K }>[] =>
      lines.filter((line): line is Extract<SamplesLine, { kind: K }> => line.kind === kind && "cell" in line && line.group === group && line.cell === cell);
    const native = id.lane.runtime === nativeRelease.runtime;
    const program = lines.find((line) => line.kind === "program" && line.native === native && line.build === printBuild(id));
    const peaks = series.samples.flatMap(({ phase, peakKib }) => (phase === "total" && peakKib !== null ? [peakKib] : []));
    const [count, least, code, failure] = [of("count")[0], of("least")[0], of("code")[0], of("failure")[0]];
    return {
      cell,
      group,
      native,
      cache: series.samples.find(({ phase }) => phase === "total")?.cache,
      cpuMs: figuresOf(series, "cpu", all, seed),
      wallMs: figuresOf(series, "wall", all, seed),
      guestMs: figureOf(
        series.samples.flatMap(({ guestMs }) => guestMs ?? []),
        seed,
      ),
      peakKib: peaks.length > 0 ? Math.max(...peaks) : undefined,
      size: program?.kind === "program" ? program.size : undefined,
      fuel: count && { units: count.fuel, steady: count.steady },
      leastBytes: least?.bytes,
      codeBytes: code?.bytes,
      failed: failure && `${failure.phase}: ${failure.detail}`,
    };
  });
};

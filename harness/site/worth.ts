import { foldCoverage, percentOf } from "../model/coverage.ts";
import { whyUnfound } from "../model/fault.ts";
import type { CoverageHeader, CoverageRow } from "../model/generated/coverage.ts";
import { byText } from "../model/record.ts";
import { printable, shorten } from "../model/text.ts";
import type { FaultsText } from "../record/faults.ts";

/** How much of a target's functions the workloads call. */
export interface TargetView {
  readonly target: string;
  readonly called: number;
  readonly succeeded: number;
  readonly total: number;
  readonly functions: readonly {
    readonly name: string;
    readonly outcomes: readonly string[];
    readonly workloads: readonly string[];
    readonly languages: readonly string[];
  }[];
}

/** Folds the record of coverage to what its page shows. */
export const toSuites = ({ header, rows }: { readonly header: CoverageHeader; readonly rows: readonly CoverageRow[] }): TargetView[] =>
  foldCoverage(header.functions, rows).map(({ target, functions, called, succeeded }) => ({
    ...{ target, called, succeeded, total: functions.length },
    functions: functions.map(({ name, outcomes }) => {
      const all = Object.values(outcomes);
      const join = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())].sort(byText);
      return {
        name,
        outcomes: Object.keys(outcomes),
        workloads: join(all.map(({ workloads }) => workloads)),
        languages: join(all.map(({ languages }) => languages)),
      };
    }),
  }));

/** A fault that was planted: by whom it is found, or why by nobody. */
interface FaultView {
  readonly id: string;
  readonly on: string;
  readonly way: string;
  readonly about: string;
  /** Case, route and cause of whoever finds it; empty where nobody does. */
  readonly found: string;
  readonly why: string;
}

export interface FaultsView {
  readonly day: string;
  readonly lane: string;
  readonly cells: number;
  readonly found: number;
  readonly total: number;
  readonly percent: number;
  /** By kind: how many there are, and how many are found. */
  readonly ways: readonly { readonly way: string; readonly total: number; readonly found: number }[];
  readonly faults: readonly FaultView[];
}

/** Folds the record of faults to what its page shows. */
export const toFaults = ({ header, answers }: Pick<FaultsText, "header" | "answers">): FaultsView => {
  const faults = answers.map((answer): FaultView => {
    const [first] = answer.found;
    return {
      ...{ id: answer.id, on: answer.on, way: answer.way.replaceAll("-", " "), about: printable(answer.about) },
      found: first ? `${first.case}, ${first.route}: ${first.cause}` : "",
      why: first ? printable(shorten(first.detail, 160)) : printable(whyUnfound(answer)),
    };
  });
  const found = faults.filter((own) => own.found !== "").length;
  const ways = [...Map.groupBy(faults, ({ way }) => way)].sort(([a], [b]) => byText(a, b));
  return {
    ...{ day: header.day, lane: header.lane, cells: header.cells, found, total: faults.length, percent: percentOf(found, faults.length), faults },
    ways: ways.map(([way, own]) => ({ way, total: own.length, found: own.filter((each) => each.found !== "").length })),
  };
};

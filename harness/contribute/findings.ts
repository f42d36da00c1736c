import { groupFailures } from "../judge/failures.ts";
import type { CellRecord } from "../judge/fold.ts";
import { gatehouseWords } from "../model/command.ts";
import { printLane, printRoute } from "../model/ids.ts";
import { formatDuration, shellLine } from "../model/text.ts";
import { reproduce } from "../report/failures.ts";
import { groupMissing } from "../report/missing.ts";
import type { Attempt } from "./attempt.ts";
import { languageOfSmoke } from "./smoke.ts";
import type { Subject } from "./subject.ts";

/** One thing that was looked at. `note`: nothing is wrong, but somebody should know. */
export interface Finding {
  readonly what: string;
  readonly state: "ok" | "failed" | "not checked" | "note";
  readonly detail: string;
  /** More of it: what a program wrote, what to type. */
  readonly lines: readonly string[];
}

const isRed = (cell: CellRecord): boolean => cell.standing.is === "unexpected-fail" || cell.standing.is === "unexpected-pass";

const again = (cell: CellRecord, subject: Subject): string =>
  languageOfSmoke(cell.id.workload) === undefined ? reproduce(cell.text) : shellLine([...gatehouseWords, "check", subject.shown]);

const quoted = (name: string, text: string | undefined): string[] =>
  text
    ? [
        `${name}:`,
        ...text
          .trimEnd()
          .split("\n")
          .slice(0, 8)
          .map((line) => `| ${line}`),
      ]
    : [];

const failures = (tried: Attempt, cells: readonly CellRecord[], subject: Subject): Finding[] => {
  const red = new Map(cells.filter(isRed).map((cell) => [cell.text, cell]));
  return groupFailures(tried.record, tried.grounds).flatMap((group): Finding[] => {
    const own = group.cells.flatMap((text) => red.get(text) ?? []);
    const [first] = own;
    if (!first) return [];
    const said = tried.said.get(first.text);
    const [detail = "", ...more] = group.detail.split("\n");
    const shown = own.slice(0, 3).map((cell) => again(cell, subject));
    const left = own.length > 3 ? [`and ${own.length - 3} more`] : [];
    return [
      {
        what: group.cause,
        state: "failed",
        detail: `${detail} (${own.length} ${own.length === 1 ? "cell" : "cells"}, blame: ${group.blame})`,
        lines: [...more.slice(0, 12), ...quoted("stdout", said?.stdout), ...quoted("stderr", said?.stderr), ...new Set(shown), ...left],
      },
    ];
  });
};

const some = (names: ReadonlySet<string>, what: string): string => (names.size <= 2 ? [...names].join(" and ") : `${names.size} ${what}`);

const summary = (what: string, cells: readonly CellRecord[]): Finding => {
  const lanes = new Set(cells.map((cell) => printLane(cell.id.lane)));
  const routes = new Set(cells.map((cell) => printRoute(cell.id)));
  const passed = cells.filter((cell) => cell.state.is === "judged" && cell.state.verdict.is === "pass").length;
  const by = (name: string, count: number): string[] => (count > 0 ? [`${count} ${name}`] : []);
  const rest = [
    ...by("known to fail", cells.filter((cell) => cell.standing.is === "known-failure").length),
    ...by("unsupported", cells.filter((cell) => cell.state.is === "judged" && cell.state.verdict.is === "unsupported").length),
    ...by("inexpressible", cells.filter((cell) => cell.state.is === "inexpressible").length),
  ];
  return {
    what,
    state: cells.some(isRed) ? "failed" : "ok",
    detail: [`${passed} of ${cells.length} cells pass in ${some(lanes, "lanes")}, built by ${some(routes, "toolchains")}`, ...rest].join(", "),
    lines: [...lanes],
  };
};

// A pass of what is not claimed: the manifest says less than the engine does.
const unclaimed = ({ selection }: Attempt, cells: readonly CellRecord[]): Finding[] => {
  const passed = new Set(cells.filter((cell) => cell.state.is === "judged" && cell.state.verdict.is === "pass").map((cell) => cell.text));
  const more = new Set(selection.cells.filter((cell) => passed.has(cell.text)).flatMap((cell) => cell.unclaimed.map((need) => `${cell.id.target} ${need}`)));
  return more.size === 0 ? [] : [{ what: "claims", state: "note", detail: `passes what it does not claim: ${[...more].join(", ")}`, lines: [] }];
};

const artifacts = ({ record }: Attempt): Finding[] => {
  const wanted = record.artifacts.filter(({ build }) => !record.header.trust.includes(build.split(",")[0] ?? ""));
  const built = wanted.filter(({ outcome }) => outcome.state === "built").length;
  const milliseconds = wanted.reduce((sum, row) => sum + row.milliseconds, 0);
  if (wanted.length === 0) return [];
  return [
    {
      what: "build",
      state: built === wanted.length ? "ok" : "failed",
      detail: `${built} of ${wanted.length} programs (${formatDuration(milliseconds)})`,
      lines: [],
    },
  ];
};

/** What an attempt shows of a subject; `ran` is whether any cell of its own was judged. */
export const attemptFindings = (tried: Attempt, subject: Subject): { readonly findings: Finding[]; readonly ran: boolean } => {
  const { record } = tried;
  const trust = new Set(record.header.trust);
  const planted = record.cells.filter((cell) => trust.has(cell.id.workload));
  const ordinary = record.cells.filter((cell) => !trust.has(cell.id.workload));
  const isTrust = (subject.kind === "workload" || subject.kind === "port") && trust.has(subject.id.split("/")[0] ?? "");
  const own = isTrust ? planted.filter((cell) => cell.id.workload === subject.id.split("/")[0]) : ordinary;
  const missing = groupMissing(record.unavailable).map(({ what, name, count, evidence }): Finding => {
    const lacking = evidence.filter((item) => !item.pass);
    return {
      what,
      state: "not checked",
      detail: `${name} ${count > 1 ? "are" : "is"} not here`,
      lines: lacking.flatMap(({ name, info, hint }) => [`${name}${info ? `: ${info.split("\n").at(-1)}` : ""}`, `do: ${hint}`]),
    };
  });
  const findings = [
    ...missing,
    ...artifacts(tried),
    ...(subject.kind === "runtime" && planted.length > 0 ? [summary("trust", planted)] : []),
    ...(own.length > 0 ? [summary(subject.kind === "language" ? "smoke" : "cells", own)] : []),
    ...failures(tried, subject.kind === "runtime" ? record.cells : own, subject),
    ...(subject.kind === "runtime" ? unclaimed(tried, own) : []),
  ];
  return { findings, ran: own.some((cell) => cell.state.is !== "inexpressible" && cell.state.is !== "lost") };
};

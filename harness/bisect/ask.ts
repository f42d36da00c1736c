import { carryOut } from "../engine/carry-out.ts";
import { readOwnRun } from "../engine/own-run.ts";
import { select } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import type { CellRecord } from "../judge/fold.ts";
import { GatehouseError } from "../model/errors.ts";
import type { BisectedAnswer } from "../model/generated/bisect.ts";
import type { ReleaseManifest } from "../model/generated/releases.ts";
import { type CellId, isPlain, printRoute } from "../model/ids.ts";
import { parseFilter } from "../plan/filter.ts";
import { lanesOf, type PlannedCell } from "../plan/planned.ts";
import { everything, profiles } from "../plan/profile.ts";
import { findResumable } from "../record/runs.ts";
import { type Subject, termsOf } from "./subject.ts";

const isOwn = (subject: Subject, { workload, case: name, lane, ...route }: CellId): boolean =>
  `${workload}/${name}` === subject.case &&
  printRoute(route) === printRoute(subject.route) &&
  lane.keep === subject.keep &&
  lane.launcher === subject.launcher &&
  lane.variant === subject.variant;

/** What the state of a cell says of its release. */
export const answerOf = ({ state, text }: Pick<CellRecord, "state" | "text">, run: string): BisectedAnswer => {
  const told = { cell: text, run };
  if (state.is !== "judged") {
    const why =
      state.is === "untrusted" ? `its lane is not trusted: ${state.because}` : state.is === "inexpressible" ? state.why : "it did not come to its end";
    return { is: "untestable", why, ...told };
  }
  const { verdict } = state;
  switch (verdict.is) {
    case "pass":
      return { is: "pass", ...told };
    case "fail":
      return { is: "fail", why: `${verdict.cause}: ${verdict.detail}`, ...told };
    case "unsupported":
      return { is: "unsupported", why: `${verdict.capability}: ${verdict.proof}`, ...told };
    default:
      return { is: "untestable", why: `it is broken (${verdict.stage}): ${verdict.detail}`, ...told };
  }
};

// The cell, and those by which its lanes are trusted.
const neededBy = (own: PlannedCell, cells: readonly PlannedCell[]): PlannedCell[] => {
  const lanes = new Set(lanesOf(own).map(({ text }) => text));
  return cells.filter((cell) => cell === own || (cell.workload.manifest.kind === "trust" && lanes.has(cell.lane.text)));
};

/** Runs the cell of a subject in one release, as a run of its own: only that release is installed. A pass of an earlier search stands. `toolchain`: its version is told too. */
export const askRelease = async (
  work: Work,
  subject: Subject,
  release: ReleaseManifest & { readonly version: string },
  toolchain?: string,
): Promise<BisectedAnswer> => {
  const terms = termsOf(subject, release.version);
  const profile = { ...everything, kinds: profiles.deep.kinds, lanes: isPlain(subject) ? ("bare" as const) : ("all" as const) };
  const selection = await select(work.session, profile, parseFilter(terms), work.progress, { releases: [{ runtime: subject.runtime, release }] });
  const cell = selection.cells.find(({ id, workload }) => workload.manifest.kind !== "trust" && isOwn(subject, id));
  if (!cell) {
    const lacking = selection.unavailable.flatMap(({ evidence }) => evidence.filter(({ pass }) => !pass))[0];
    return { is: "untestable", why: lacking ? `${lacking.name}: ${lacking.info ?? "no"}` : "no cell of it can be run here" };
  }
  if (cell.inexpressible !== undefined) return { is: "untestable", why: cell.inexpressible, cell: cell.text };
  const run = await carryOut(
    work,
    { ...selection, cells: neededBy(cell, selection.cells) },
    {
      ...{ profile: "full", terms, jobs: undefined, repeat: 1, shuffle: undefined, beside: `bisect ${subject.case},${printRoute(subject.route)}` },
      reuse: findResumable(work.root, "full", terms),
    },
  );
  const { cells, toolchains } = readOwnRun(work, run).record;
  const record = cells.find(({ text }) => text === cell.text);
  if (!record) throw new GatehouseError("bisect/lost", `run ${run} lost ${cell.text}`, { hint: "report it: a planned cell has a row", exitCode: 3 });
  const reports = toolchains.find(({ id }) => id === toolchain)?.version;
  return { ...answerOf(record, run), ...(reports === undefined ? {} : { reports }) };
};

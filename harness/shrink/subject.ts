import { readFileSync } from "node:fs";
import { select } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import type { ReadyCell, Workshop } from "../engine/workshop.ts";
import { GatehouseError } from "../model/errors.ts";
import { type CellId, printRoute } from "../model/ids.ts";
import { laneTarget } from "../model/lane.ts";
import { parseFilter } from "../plan/filter.ts";
import { laneProfile } from "../plan/lane-terms.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { everything, profiles } from "../plan/profile.ts";
import { findOne, termsIn } from "../trace/find.ts";
import { readInputs } from "./inputs.ts";
import { failureOf, type Small, type Tries } from "./tries.ts";

/** In which other lane a small program must pass: one that is named; undefined: the first that passes the cell. `nowhere`: in none. */
export interface ReferenceOptions {
  readonly passes: string | undefined;
  readonly nowhere: boolean;
}

/** A cell with the time that it is given. */
interface Timed {
  readonly own: ReadyCell;
  readonly mostMs: number;
}

/** A cell that fails, with what it runs as it stands. */
export interface Subject extends Timed {
  readonly failure: string;
  readonly whole: Small;
  readonly wallMs: number;
  /** The same cell in a lane that passes it. */
  readonly reference: Timed | undefined;
}

/** A candidate that takes so much longer than the whole cell has gone astray. */
const [leastMs, slower, hangMs] = [4000, 8, 5000];

const timeFor = (wallMs: number): number => Math.max(leastMs, wallMs * slower);

/** Finds the cell with one program that a text means. Throws a GatehouseError where it is none, or has several programs. */
export const findSmallable = (work: Work, said: string, terms: readonly string[]) =>
  findOne(work, said, terms, {
    command: "shrink",
    able: (cell) => Object.keys(cell.case.programs).length === 1,
    words: "can be made smaller",
    refuse: ({ text }) =>
      new GatehouseError("shrink/roles", `${text} has several programs, which only work together`, {
        hint: "shrink a cell with one program; `gatehouse repro` takes this one as it is",
      }),
  });

/** Why the program itself stays as it is; undefined where it can be made smaller. */
export const whyWhole = ({ cell }: Pick<ReadyCell, "cell">, kind: "module" | "component" | undefined): string | undefined => {
  if (kind !== "module") return "components are not made smaller yet: only their inputs are";
  return laneTarget(cell.lane, cell.id.target)?.mode.prepare ? "its lane prepares each program first: only its inputs are made smaller" : undefined;
};

const readyOf = async (workshop: Workshop, cell: PlannedCell): Promise<ReadyCell> => {
  const ready = await workshop.ready(cell);
  if ("why" in ready) throw new GatehouseError("shrink/not-run", `${cell.text} cannot be run: ${ready.why}`, { hint: "`gatehouse run` tells more" });
  return ready;
};

// Who talks with a program, or loads modules beside it, needs its folder as it is.
const inputsOf = ({ cell, ready }: ReadyCell): Small["inputs"] => {
  const [program] = Object.values(cell.case.programs);
  return program && cell.case.plain && !program.preload && !program.script ? readInputs(program, ready.folder) : undefined;
};

const otherLanes = async (work: Work, cell: PlannedCell, lane: string | undefined): Promise<readonly PlannedCell[]> => {
  const { workload, case: name, ...route } = cell.id satisfies CellId;
  const terms = lane === undefined ? [`case=${workload}/${name}`, `route=${printRoute(route)}`] : termsIn(cell, lane);
  const profile = lane === undefined ? { ...everything, kinds: profiles.deep.kinds } : laneProfile(terms);
  const { cells } = await select(work.session, profile, parseFilter(terms), work.progress);
  return cells.filter((each) => each.workload.manifest.kind !== "trust" && each.inexpressible === undefined && each.lane.text !== cell.lane.text);
};

const findReference = async (work: Work, workshop: Workshop, tries: Tries, whole: Small, cell: PlannedCell, lane: string | undefined) => {
  for (const other of await otherLanes(work, cell, lane)) {
    if (work.interrupted()) break;
    const own = await workshop.ready(other);
    if ("why" in own) continue;
    const { verdict, wallMs } = await tries.run(own, whole, own.cell.case.limits.timeMs);
    if (verdict.is === "pass") return { own, mostMs: timeFor(wallMs) };
  }
  if (lane === undefined || work.interrupted()) return undefined;
  throw new GatehouseError("shrink/reference", `${cell.text} does not pass in ${lane}`, { hint: "name a lane that passes it, or none: --passes-nowhere" });
};

/** Runs a cell twice, and seeks a lane that passes it. Throws a GatehouseError for one that does not fail, or fails in another way each time. */
export const openSubject = async (work: Work, workshop: Workshop, tries: Tries, cell: PlannedCell, options: ReferenceOptions): Promise<Subject> => {
  const own = await readyOf(workshop, cell);
  const whole = { wasm: readFileSync(own.ready.programs[0].wasm), inputs: inputsOf(own) };
  const { verdict, wallMs } = await tries.run(own, whole, cell.case.limits.timeMs);
  const failure = failureOf(verdict);
  if (failure === undefined)
    throw new GatehouseError("shrink/no-failure", `${cell.text} does not fail here: ${verdict.is}`, {
      hint: "`gatehouse matrix` shows cells that fail; a cell that is unsupported has its proof already",
    });
  // Whatever waits for good shows it in seconds.
  const isLate = verdict.is === "fail" && (verdict.cause === "timeout" || verdict.cause === "silence");
  const mostMs = isLate ? hangMs : timeFor(wallMs);
  const again = await tries.run(own, whole, mostMs);
  if (failureOf(again.verdict) !== failure && !work.interrupted())
    throw new GatehouseError("shrink/unsteady", `${cell.text} does not fail in the same way each time`, {
      hint: "`gatehouse run --repeat 20` tells how often; what comes and goes cannot be made smaller",
      more: [failure, failureOf(again.verdict) ?? again.verdict.is],
    });
  const reference = options.nowhere ? undefined : await findReference(work, workshop, tries, whole, cell, options.passes);
  return { own, mostMs, failure, whole, wallMs: again.wallMs, reference };
};

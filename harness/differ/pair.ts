import { join } from "node:path";
import { select } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import { type ReadyCell, type Workshop, withWorkshop } from "../engine/workshop.ts";
import { heard } from "../launch/heard.ts";
import type { Program as Role } from "../model/contract.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Ending } from "../model/generated/journal.ts";
import type { TargetManifest } from "../model/generated/target.ts";
import { parseFilter } from "../plan/filter.ts";
import { laneProfile, laneTerm } from "../plan/lane-terms.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { readStream } from "../run/streams.ts";
import type { Told } from "./answers.ts";
import { base, type Program, renamed } from "./call.ts";

/** Runs programs in one lane, and tells what their guest said of each: of one that ends the process as far as it came, of those behind it nothing. */
export type Ask = (programs: readonly Program[]) => Promise<readonly Told[]>;

/** Two lanes that answer programs. */
export interface Pair {
  readonly lanes: readonly [string, string];
  readonly runtimes: readonly [string, string];
  readonly ask: readonly [Ask, Ask];
}

// Programs are done in a hundredth of it, and on a machine with much to do in a tenth. What waits for good does so again; a machine that stood still does not.
const times = { together: 20_000, alone: 10_000, again: 20_000 };

const limitOf = "limit of";

const endingText = ({ how, ...ending }: Ending): string => {
  if (how === "exit" && "code" in ending) return `exit ${ending.code}`;
  return "limit" in ending ? `${limitOf} ${ending.limit}` : how;
};

const roleOf = (own: Role, programs: readonly Program[]): Role => ({
  ...own,
  args: programs.flatMap((program, place) => program.map((call) => renamed(call, place))),
  directories: programs.map((_, place) => ({ ...own.directories[0], guest: `${base}${place}` })),
  stdout: { match: "free" },
  stderr: { match: "free" },
  files: {},
});

interface Ran {
  readonly lines: readonly string[];
  readonly ending: string;
}

const runOnce = async ({ run }: Workshop, { cell, ready, artifact }: ReadyCell, programs: readonly Program[], timeMs: number): Promise<Ran> => {
  const [role] = Object.values(ready.case.programs);
  if (!role || !ready.expected) throw new Error(`${cell.text} is no plain case`);
  const limits = { ...ready.case.limits, timeMs };
  const as = {
    ...ready,
    case: { ...ready.case, limits, programs: { main: roleOf(role, programs) } },
    expected: { ...ready.expected, stdout: undefined, stderr: undefined, files: new Map() },
  };
  let said: Buffer | undefined;
  const { observations } = await run(
    { cell, ready, artifact },
    {
      as,
      through: (launcher) =>
        heard(launcher, ({ stdout }) => {
          said ??= readStream(stdout);
        }),
    },
  );
  const lines = (said ?? Buffer.alloc(0)).toString("latin1").split("\n");
  // Behind the last end of a line is nothing, or a line that was cut off.
  return { lines: lines.slice(0, -1), ending: endingText(observations[0].ending) };
};

/** Runs a program that is alone, and once more with more time where it came to a limit. */
export const patiently = async (run: (timeMs: number) => Promise<Ran>): Promise<Ran> => {
  const ran = await run(times.alone);
  return ran.ending.startsWith(limitOf) ? run(times.again) : ran;
};

/** Asks a lane. Where a program ends its process, those behind it are not answered. */
const asker =
  (workshop: Workshop, ready: ReadyCell): Ask =>
  async (programs) => {
    const run = (timeMs: number): Promise<Ran> => runOnce(workshop, ready, programs, timeMs);
    const { lines, ending } = programs.length > 1 ? await run(times.together) : await patiently(run);
    const told: Told[] = [];
    let from = 0;
    for (const { length } of programs) {
      const own = lines.slice(from, from + length);
      if (own.length < length) return [...told, { lines: own, ended: ending }];
      told.push({ lines: own });
      from += length;
    }
    return told;
  };

const found = async (work: Work, { id }: Pick<TargetManifest, "id">, differ: NonNullable<TargetManifest["differ"]>, lane: string) => {
  const terms = [`case=${differ.case}`, `language=${differ.language}`, `target=${id}`, laneTerm(lane)];
  const selection = await select(work.session, laneProfile(terms), parseFilter(terms), work.progress);
  const [cell] = selection.cells.filter(({ workload }) => workload.manifest.kind !== "trust").toSorted((a, b) => newest(b, a));
  if (!cell)
    throw new GatehouseError("differ/no-lane", `${lane} runs no programs of ${id} here`, { hint: "`gatehouse doctor` tells what is missing", exitCode: 3 });
  return { selection, cell };
};

const newest = (a: PlannedCell, b: PlannedCell): number => a.id.lane.version.localeCompare(b.id.lane.version, "en", { numeric: true });

/** Gets two lanes ready for programs of a target, and closes them however `use` ends. */
export const withPair = async <T>(
  work: Work,
  target: TargetManifest,
  lanes: readonly [string, string],
  jobs: number,
  use: (pair: Pair) => Promise<T>,
): Promise<T> => {
  if (!target.differ)
    throw new GatehouseError("differ/no-guest", `${join("targets", target.id)}.toml names no program that performs calls`, { hint: "write a table [differ]" });
  const [left, right] = [await found(work, target, target.differ, lanes[0]), await found(work, target, target.differ, lanes[1])];
  const cells = [left.cell, right.cell] as const;
  return withWorkshop(
    work,
    left.selection,
    [...new Map(cells.map((cell) => [cell.text, cell])).values()],
    { what: "the comparison", jobs, buildSeconds: 4 },
    async (workshop) => {
      const ask = async (cell: PlannedCell): Promise<Ask> => {
        const ready = await workshop.ready(cell);
        if ("why" in ready)
          throw new GatehouseError("differ/not-run", `${cell.text} cannot be run: ${ready.why}`, { hint: "`gatehouse run` tells more", exitCode: 3 });
        return asker(workshop, ready);
      };
      return use({
        lanes: [left.cell.lane.text, right.cell.lane.text],
        runtimes: [left.cell.id.lane.runtime, right.cell.id.lane.runtime],
        ask: [await ask(left.cell), await ask(right.cell)],
      });
    },
  );
};

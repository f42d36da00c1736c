import { join } from "node:path";
import { staysInside } from "../host/bundle.ts";
import type { CellRecord } from "../judge/fold.ts";
import type { Catalog, PlacedRuntime, Workload } from "../model/catalog.ts";
import { gatehouseWords } from "../model/command.ts";
import type { Case, Program } from "../model/contract.ts";
import { GatehouseError } from "../model/errors.ts";
import { printBuild } from "../model/ids.ts";
import { type ResolvedRuntime, resolveRuntime } from "../model/resolve.ts";
import { shellLine } from "../model/text.ts";
import { reproduce } from "../report/failures.ts";

/** A cell that plain commands can show: its contract and its runtime as they are today. */
export interface Reproducible {
  readonly cell: CellRecord;
  readonly artifact: string;
  readonly workload: Workload;
  readonly case: Case;
  /** Of its first role. */
  readonly program: Program;
  readonly placed: PlacedRuntime;
  /** As it is at the version of the cell. */
  readonly runtime: ResolvedRuntime;
}

/** The error for a cell whose contract or runtime is not what its run had. */
export const moved = (cell: CellRecord, what: string): GatehouseError =>
  new GatehouseError("repro/moved", `${what}: what would be written is not what ran`, { hint: `run it again, then reproduce that: ${reproduce(cell.text)}` });

const refuse = (code: string, message: string, hint: string): GatehouseError => new GatehouseError(`repro/${code}`, message, { hint });

const checkState = (cell: CellRecord): string => {
  const { state } = cell;
  const again = reproduce(cell.text);
  if (state.is === "inexpressible")
    throw refuse("inexpressible", `nothing ran: ${state.why}`, "there is no plain command for what this host cannot set up; choose another lane");
  if (state.is === "lost") throw refuse("lost", "the run has no row of this cell: nothing is known of it", `run it: ${again}`);
  const verdict = state.is === "judged" ? state.verdict : undefined;
  if (verdict?.is === "broken")
    throw refuse("broken", `the harness broke at ${verdict.stage}: ${verdict.detail.split("\n")[0]}`, `it says nothing of the program; run it again: ${again}`);
  if (verdict?.is === "fail" && verdict.cause === "build")
    throw refuse(
      "not-built",
      `${printBuild(cell.id)} did not compile: there is no binary to run`,
      `read what the compiler said: ${shellLine([...gatehouseWords, "show", cell.text])}; build it again: ${shellLine([...gatehouseWords, "check", `workloads/${cell.id.workload}/${cell.id.language}`])}`,
    );
  if (cell.artifact === undefined) throw refuse("nothing-ran", "the run has no artifact of this cell: nothing ran", `run it again: ${again}`);
  return cell.artifact;
};

/** Whether `gatehouse repro` takes a cell, as far as its run and the manifests of today tell. */
export const isReproducible = (cell: CellRecord, catalog: Catalog): boolean => {
  try {
    checkReproducible(cell, catalog);
    return true;
  } catch (error) {
    if (error instanceof GatehouseError) return false;
    throw error;
  }
};

/** The first of some cells that `gatehouse repro` takes. */
export const firstReproducible = (named: readonly string[], cells: readonly CellRecord[], catalog: Catalog): string | undefined => {
  const wanted = new Map(cells.map((cell) => [cell.text, cell]));
  return named.find((text) => {
    const cell = wanted.get(text);
    return cell !== undefined && isReproducible(cell, catalog);
  });
};

// A link that leads out of the folder would lead nowhere elsewhere.
const checkHost = (placed: PlacedRuntime, runtime: ResolvedRuntime, target: string): void => {
  const words = Object.values(runtime.target[target]?.mode ?? {}).flatMap((own) => own ?? []);
  const named = words.flatMap((word) => /^\{manifest\}\/([^{}]+)$/.exec(word)?.[1] ?? []);
  const missing = named.find((path) => !staysInside(placed.folder, join(placed.folder, path)));
  if (missing !== undefined)
    throw refuse(
      "host-file",
      `the command needs ${missing} of the runtime's folder, which is not there or leads out of it`,
      "put the file itself into the folder of the runtime's manifest",
    );
};

/** Whether somebody must talk to the programs of a case while they run. */
export const isDialogue = ({ plain, programs }: Pick<Case, "plain" | "programs">): boolean =>
  !plain || Object.values(programs).some(({ sockets }) => sockets.length > 0);

/**
 * What plain commands do not show of a cell: in which machine it ran, and which program ran in another Keep. A sentence each.
 */
export const notPlain = ({ cell: { id }, case: { programs } }: Pick<Reproducible, "cell" | "case">, keeps: Catalog["keeps"]): string[] => {
  const machine = (keep: string): string => {
    const { name, package: packages } = keeps.get(keep)?.manifest ?? {};
    const parts = Object.values(packages ?? {}).flatMap((pack) => (pack.from === "debian" ? (Object.entries(pack.packages)[0]?.join(" ") ?? []) : []));
    return `Keep ${keep}${name === undefined ? "" : `, a ${name}`}${parts.length === 0 ? "" : ` of Debian's ${parts.join(" and ")}`}`;
  };
  const [own, accelerator] = [id.lane.launcher === "qemu", id.lane.accelerator ?? "tcg"];
  const command = `qemu-system-${id.lane.architecture} -M pc,accel=${accelerator} -smp 1 -kernel vmlinuz -initrd IMAGE`;
  return [
    ...(own
      ? [
          `The run had it in a machine of ${machine(id.lane.keep)} (${command}). The image holds an agent of Gatehouse that is told the command; here the same command runs on this machine.`,
        ]
      : []),
    ...Object.entries(programs).flatMap(([role, { keep }]) =>
      keep === undefined || keep === id.lane.keep ? [] : [`The run had ${role} in a machine of ${machine(keep)}; here all programs run on this machine.`],
    ),
  ];
};

/** Holds a cell against what a plain command can do. Throws a GatehouseError that says why there is nothing to run, and what to do instead. */
export const checkReproducible = (cell: CellRecord, catalog: Catalog): Reproducible => {
  const artifact = checkState(cell);
  const { id } = cell;
  const workload = catalog.workloads.get(id.workload);
  const entry = workload?.cases.find((each) => each.id === id.case);
  const placed = catalog.runtimes.get(id.lane.runtime);
  if (!workload || !entry || !placed) throw moved(cell, `${id.workload}/${id.case} or ${id.lane.runtime} is not there any more`);
  const program = Object.values(entry.programs)[0];
  if (!program) throw moved(cell, `${id.workload}/${id.case} has no program any more`);
  // Machines of QEMU run the same plain command. Others take an emulator's own, or a host that is no Linux of ours.
  if (id.lane.launcher !== "host" && id.lane.launcher !== "qemu")
    throw refuse(
      "launcher",
      `it ran by the launcher ${id.lane.launcher}, as a program of ${id.lane.architecture}: its engine is one of another machine, and its command names packages of Gatehouse's store`,
      `reproduce the same case in the nil lane of this machine; what ran: ${shellLine(cell.observation?.argv ?? [])}`,
    );
  const given = Object.values(entry.programs).flatMap(({ args, env, directories }) => [
    ...args,
    ...Object.entries(env).flat(),
    ...directories.map(({ guest }) => guest),
  ]);
  if (given.some((word) => word.includes("\0"))) throw refuse("nul", "the case gives a word with a NUL byte, which no command can hold", "mend the case");
  const runtime = resolveRuntime(placed.manifest, placed.releases, id.lane.version);
  checkHost(placed, runtime, id.target);
  return { cell, artifact, workload, case: entry, program, placed, runtime };
};

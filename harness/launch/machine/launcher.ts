import { mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { digest, digestFolder, randomName } from "../../host/digest.ts";
import { Waits } from "../../host/waits.ts";
import { type Cargo, type Command, describeExit, type Exit, type Launcher, type Running } from "../launcher.ts";
import { failedExit, untellable } from "../wire.ts";
import { bring, converse, Reins, tidy } from "./conversation.ts";
import { librariesOf } from "./libraries.ts";
import { type Machine, MachineFailure } from "./machine.ts";
import { type MachineRoom, openSnapshot, restore, type Snapshot } from "./snapshot.ts";

/** What stands in every machine of a launcher before a command comes. */
export interface Furnishing {
  /** Files and folders of this host, at the same paths. */
  readonly paths: readonly string[];
  /** Programs whose shared libraries come with them. */
  readonly programs: readonly string[];
  /** Environment that the programs need to find those. */
  readonly env: Readonly<Record<string, string>>;
  /** A command that must work before a snapshot is taken: it shows that the engine starts there, and warms its kernel. */
  readonly trial?: readonly string[];
}

/** How a command gets its machine: a new one restored for each, or one after another in the same. */
export type Upkeep = "pristine" | "warm";

const isBelow = (path: string, folders: readonly string[]): boolean => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

const digestPath = (path: string): string => (statSync(path).isDirectory() ? digestFolder(path) : digest(readFileSync(path)));

/** Runs commands in virtual machines. The host's launcher runs each QEMU, so none outlives us. */
export class MachineLauncher implements Launcher {
  readonly supervised = true;
  readonly #room: MachineRoom;
  readonly #digest: string;
  readonly #furnishing: Furnishing;
  readonly #upkeep: Upkeep;
  readonly #running = new Set<Machine>();
  readonly #idle: Machine[] = [];
  #snapshot: Promise<Snapshot> | undefined;
  #next = 1;
  #closed = false;

  /** `hardware` is the digest of the room's hardware. */
  readonly contained = "machine";

  constructor(room: MachineRoom, hardware: string, furnishing: Furnishing, upkeep: Upkeep = "pristine") {
    this.#room = room;
    this.#digest = hardware;
    this.#furnishing = furnishing;
    this.#upkeep = upkeep;
  }

  async run(command: Command, started?: (running: Running) => void): Promise<Exit> {
    const wrong = untellable(command);
    if (wrong !== undefined) return failedExit(wrong, undefined);
    const { lane = [], inputs, directories } = command.carry ?? { inputs: [], directories: [] };
    const cargo = { inputs: [...lane, ...inputs].filter((path) => !isBelow(path, this.#furnishing.paths)), directories };
    const reins = new Reins();
    started?.(reins);
    try {
      this.#snapshot ??= this.#open();
      return await this.#runIn(await this.#snapshot, command, cargo, reins);
    } catch (error) {
      return failedExit(this.#closed ? "cancelled" : `the virtual machine: ${(error as Error).message}`, "vanished");
    }
  }

  async close(waits = new Waits()): Promise<void> {
    this.#closed = true;
    await Promise.allSettled([...this.#running].map((machine) => waits.until(machine.name, machine.end())));
  }

  async #runIn(snapshot: Snapshot, command: Command, cargo: Cargo, reins: Reins): Promise<Exit> {
    const machine = this.#idle.pop() ?? (await this.#restore(snapshot));
    let again = false;
    try {
      const exit = await converse(machine, this.#next++, command, cargo, reins);
      if (this.#upkeep === "warm") {
        await tidy(machine, command, cargo);
        again = true;
      }
      return exit;
    } finally {
      if (again) this.#idle.push(machine);
      else await this.#end(machine);
    }
  }

  async #restore(snapshot: Snapshot): Promise<Machine> {
    const machine = await restore(this.#room, snapshot);
    this.#running.add(machine);
    if (this.#closed) await this.#end(machine);
    return machine;
  }

  async #end(machine: Machine): Promise<void> {
    await machine.end();
    this.#running.delete(machine);
  }

  async #open(): Promise<Snapshot> {
    const { paths, programs, env, trial } = this.#furnishing;
    const libraries = await librariesOf(programs, env, paths);
    const { accelerator, memoryMib } = this.#room.hardware;
    const key = ["snapshot", 1, this.#digest, accelerator, memoryMib, [...paths, ...libraries].map((path) => [path, digestPath(path)]), trial ?? []];
    return openSnapshot(this.#room, key, async (machine) => {
      await bring(machine, [...paths, ...libraries]);
      if (trial) await this.#try(machine, trial);
    });
  }

  async #try(machine: Machine, argv: readonly string[]): Promise<void> {
    const folder = join(this.#room.scratch, `trial-${randomName()}`);
    mkdirSync(folder, { recursive: true });
    const command: Command = {
      argv,
      env: { ...this.#furnishing.env, HOME: folder, TMPDIR: folder },
      cwd: folder,
      stdin: "/dev/null",
      stdout: join(folder, "stdout"),
      stderr: join(folder, "stderr"),
      limits: { timeMs: 60_000, outputBytes: 2 ** 20 },
    };
    try {
      const exit = await converse(machine, 0, command, { inputs: [], directories: [] });
      const how = describeExit(exit);
      if (how) throw new MachineFailure(`${argv.join(" ")} does not work in it: ${how}`);
      await tidy(machine, command, { inputs: [], directories: [] });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

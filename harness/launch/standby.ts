import { copyFileSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sleep } from "../host/clock.ts";
import type { Listener } from "../host/listening.ts";
import { keepPipe, PipeStock } from "../host/pipes.ts";
import { Waits } from "../host/waits.ts";
import type { Command, Containment, Exit, Held, Launcher, Running } from "./launcher.ts";

const script = join(import.meta.dirname, "standby.mjs");

/** A process that waits for its command. */
interface Waiting {
  readonly folder: string;
  readonly pipe: string;
  readonly held: Held;
  readonly letGo: () => void;
}

/** Processes that wait for commands of one kind. */
interface Pool {
  readonly waiting: Waiting[];
  filling: Promise<void> | undefined;
}

// What a process is started with, so that it can become this command; undefined where it has to be started for it.
const ahead = ({ argv, standby, stdin, stdout }: Command): { readonly start: readonly string[]; readonly words: readonly string[] } | undefined => {
  if (!standby) return undefined;
  const at = argv.findIndex((word, index) => index > 0 && !word.startsWith("--"));
  if (at < 0 || stdin === stdout || !lstatSync(stdin, { throwIfNoEntry: false })?.isFile()) return undefined;
  return { start: argv.slice(0, at), words: argv.slice(at) };
};

const nameOf = ({ folder }: Waiting): string => `the process that was started ahead in ${folder}`;

// Whether a process has its streams; not where it ended before. Standard error, which is opened last, is there from then on: a file that is
// put in its place before would never be written to.
const hasOpened = async ({ folder, held }: Waiting): Promise<boolean> => {
  let ended = false;
  void held.exit.then(() => {
    ended = true;
  });
  while (!ended && !existsSync(join(folder, "stderr"))) await sleep(1);
  return !ended;
};

/**
 * Gives commands that are Node scripts (`standby` says so) processes of which Node has started already, each used once: what
 * Node's start takes then passes while another command runs. Everything else goes to `launcher` as it is. Limits and
 * wall time count from when a process gets its command; its CPU time holds Node's start, as always.
 */
export class StandbyLauncher implements Launcher {
  readonly supervised: boolean;
  readonly contained: Containment;
  readonly #launcher: Launcher;
  readonly #scratch: string;
  readonly #count: number;
  readonly #pools = new Map<string, Pool>();
  readonly #pipes: PipeStock;
  #next = 0;
  #closed = false;

  /** Keeps `count` processes of each kind; `scratch` is a folder on the file system of the commands' streams. */
  constructor(launcher: Launcher, scratch: string, count: number) {
    this.supervised = launcher.supervised;
    this.contained = launcher.contained;
    this.#launcher = launcher;
    this.#scratch = scratch;
    this.#count = count;
    this.#pipes = new PipeStock(scratch);
  }

  async run(command: Command, started?: (running: Running) => void): Promise<Exit> {
    const own = started === undefined && this.#launcher.hold && !this.#closed ? ahead(command) : undefined;
    if (!own) return this.#launcher.run(command, started);
    const { carry } = command;
    const key = JSON.stringify([
      own.start,
      command.standby,
      command.limits,
      command.report !== undefined,
      carry?.lane,
      Array.isArray(carry?.network) || carry?.network,
      carry?.room,
    ]);
    const pool = this.#pools.get(key) ?? { waiting: [], filling: undefined };
    this.#pools.set(key, pool);
    const taken = pool.waiting.pop();
    // The first command of a kind waits for nobody; where none can be started ahead, each is started for its command.
    pool.filling ??= this.#fill(pool, own.start, command)
      .catch(() => {})
      .finally(() => {
        pool.filling = undefined;
      });
    if (!taken) return this.#launcher.run(command);
    try {
      return (await hasOpened(taken)) ? await this.#give(taken, command, own.words) : await this.#launcher.run(command);
    } finally {
      await this.#drop(taken);
    }
  }

  async listening(): Promise<readonly Listener[] | undefined> {
    return this.#launcher.listening?.();
  }

  /** Ends the processes that still wait, and starts no more; those that have a command go on. */
  async close(waits = new Waits()): Promise<void> {
    this.#closed = true;
    const pools = [...this.#pools.values()];
    await waits.until("processes that are being started ahead", Promise.all(pools.map(({ filling }) => filling)));
    await Promise.all(pools.flatMap(({ waiting }) => waiting.splice(0)).map((own) => waits.until(nameOf(own), this.#drop(own))));
    this.#pipes.clear();
  }

  // Also of a process whose command could not be given: one that has ended takes no signal. Its folder stays until it has: what is only
  // being started would make files in it, or find none.
  async #drop({ folder, pipe, held, letGo }: Waiting): Promise<void> {
    held.signal("SIGKILL");
    await held.exit;
    letGo();
    rmSync(pipe, { force: true });
    rmSync(folder, { recursive: true, force: true });
  }

  async #fill(pool: Pool, start: readonly string[], { standby, limits, report, carry }: Command): Promise<void> {
    const folders = Array.from({ length: this.#count - pool.waiting.length }, () => join(this.#scratch, `standby-${this.#next++}`));
    for (const folder of folders) {
      const pipe = `${folder}-pipe`;
      await this.#pipes.put([pipe]);
      if (this.#closed) return rmSync(pipe, { force: true });
      mkdirSync(join(folder, "home"), { recursive: true });
      const [stdin, stdout, stderr] = ["stdin", "stdout", "stderr"].map((name) => join(folder, name)) as [string, string, string];
      copyFileSync("/dev/null", stdin);
      const argv = [...start, script, pipe, join(folder, "message"), ...(standby ?? [])];
      const letGo = keepPipe(pipe);
      const told = report === undefined ? {} : { report: join(folder, "report") };
      const own = carry && {
        carry: {
          ...carry,
          lane: [...(carry.lane ?? []), script],
          inputs: [],
          directories: [],
          writable: [pipe],
          ...(carry.network && { network: carry.network === "loopback" ? carry.network : [] }),
        },
      };
      const held = this.#launcher.hold?.({ argv, env: {}, cwd: join(folder, "home"), stdin, stdout, stderr, ...told, limits, ...own });
      if (!held) return letGo();
      const waiting: Waiting = { folder, pipe, held, letGo };
      pool.waiting.unshift(waiting);
      // One that ended before it had a command is nobody's.
      void held.exit.then(() => {
        const at = pool.waiting.indexOf(waiting);
        if (at >= 0) void this.#drop(...(pool.waiting.splice(at, 1) as [Waiting]));
      });
    }
  }

  // The files of its streams become the command's: the process has them open already.
  async #give({ folder, pipe, held }: Waiting, command: Command, argv: readonly string[]): Promise<Exit> {
    const { stdin, stdout, stderr, report, env, cwd, carry } = command;
    copyFileSync(stdin, join(folder, "stdin"));
    renameSync(join(folder, "stdout"), stdout);
    renameSync(join(folder, "stderr"), stderr);
    if (report !== undefined) renameSync(join(folder, "report"), report);
    const message = join(folder, "message");
    writeFileSync(message, JSON.stringify({ argv, env, cwd }));
    held.go({ cwd, kick: pipe, ...(carry && { carry: { ...carry, inputs: [message, ...carry.inputs] } }) });
    return held.exit;
  }
}

import type { Listener } from "../host/listening.ts";
import type { Waits } from "../host/waits.ts";
import type { Reach } from "../model/addresses.ts";
import type { Kill } from "../model/generated/workload.ts";

/** Limits of a command. Absent: no limit. Times in milliseconds, sizes in bytes or KiB as named. */
interface CommandLimits {
  readonly timeMs?: number | undefined;
  readonly silenceMs?: number | undefined;
  readonly memoryKib?: number | undefined;
  readonly outputBytes?: number | undefined;
  readonly processes?: number | undefined;
}

/** A command as a launcher takes it: an absolute program, its whole environment, and files for its streams. */
export interface Command {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Where it is the file of standard output too, both are one open file, for reading and writing. */
  readonly stdin: string;
  readonly stdout: string;
  readonly stderr: string;
  /** A file that it has open for writing as descriptor 3: there a host script tells how its guest ended, and no guest can write. */
  readonly report?: string;
  readonly limits: CommandLimits;
  /** The command is a Node script: its process may be started ahead and load these modules, paths or names of Node's own. */
  readonly standby?: readonly string[];
  /** What a launcher that does not share this machine's files brings along; absent: it is never run elsewhere. */
  readonly carry?: Cargo;
}

/** Host paths that a command uses besides its streams: the same paths must stand for them wherever it runs. */
export interface Cargo {
  /** What all commands of its lane only read: the engine and host scripts; absent: nothing. */
  readonly lane?: readonly string[];
  /** Files and folders that it alone only reads, such as the artifact. */
  readonly inputs: readonly string[];
  /** Folders that it may change: brought in, and brought back once it has ended. */
  readonly directories: readonly string[];
  /** Files and folders of this machine that it changes in place; they are brought nowhere. */
  readonly writable?: readonly string[];
  /** What it reaches of this machine's network: addresses HOST:PORT, of which port 0 is any, or all; or a loopback of its own; absent: it reaches nobody. */
  readonly network?: Reach | "all";
  /** What holds its own files where a launcher contains it; absent: it is not contained. */
  readonly room?: Room;
  /** Addresses (HOST:PORT) of TCP sockets that it listens at: they must be reached at the same addresses here. */
  readonly listens?: readonly string[];
}

/** Where the files of a command stand, of so many bytes and files, in memory of its own. Its directories, and inputs below `at`, are copied there. */
export interface Room {
  readonly at: string;
  readonly bytes: number;
  readonly files: number;
}

/** How commands are kept from all but what they carry: in namespaces of their own, by Landlock where these are refused, in a machine of their own, or not at all. */
export type Containment = "namespaces" | "landlock" | "machine" | "no";

/** How a command ended. Figures are null where the launcher cannot take them. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly wallMs: number;
  readonly userMs: number | null;
  readonly systemMs: number | null;
  readonly peakKib: number | null;
  /** Which limit ended it; vanished: the supervisor of the command was ended from outside; cancelled: by us. */
  readonly limit: "time" | "silence" | "memory" | "output" | "processes" | "space" | "files" | "vanished" | "cancelled" | undefined;
  /** Descendants that were still there when it had ended; they were ended too. */
  readonly leftProcesses: number;
  /** Why it could not be started; undefined where it was. */
  readonly startError: string | undefined;
}

/** Why a command did not end well, in words; undefined where it did. */
export const describeExit = (exit: Exit): string | undefined => {
  if (exit.startError !== undefined) return exit.startError;
  if (exit.limit) return `it reached its ${exit.limit} limit`;
  if (exit.signal) return `it was ended by ${exit.signal}`;
  return exit.code === 0 ? undefined : `exit ${exit.code}`;
};

/** What a command that runs can be sent. */
export type SignalName = NonNullable<Kill["signal"]>;

/** A command that runs. A signal to one that has ended goes nowhere. */
export interface Running {
  signal(name: SignalName): void;
}

/** What a held command gets when its time begins. */
export interface Begin extends Pick<Command, "cwd" | "carry"> {
  readonly kick: string;
}

/** A command that was started, and whose time has not begun. */
export interface Held extends Running {
  readonly exit: Promise<Exit>;
  /** Begins its time: limits on it, and what is measured; with what it carries besides what its process was started with. Then a line goes to the named pipe `kick`. */
  go(begin?: Begin): void;
}

/** How a command is executed. */
export interface Launcher {
  /** Whether CPU time and memory are measured and every descendant is ended. */
  readonly supervised: boolean;
  /** How commands with a room are contained. */
  readonly contained: Containment;
  /** Launchers whose commands can be sent signals hand out `started` before they return. */
  run(command: Command, started?: (running: Running) => void): Promise<Exit>;
  /** Starts a command ahead of its time, where the launcher can. */
  hold?(command: Command): Held;
  /** The TCP sockets that listen on this machine, where the launcher can ask faster than by the table in /proc; undefined where it could not. */
  listening?(): Promise<readonly Listener[] | undefined>;
  /** Ends all that runs, and registers with `waits` what it waits for meanwhile. */
  close(waits?: Waits): Promise<void>;
}

import { constants } from "node:os";
import type { Begin, Cargo, Command, Containment, Exit, Room, SignalName } from "./launcher.ts";

/** An answer of the launcher program (program/): one JSON line a command. */
export interface Answer {
  readonly id: number;
  readonly code: number;
  readonly signal: number;
  readonly wallUs: number;
  readonly userUs: number;
  readonly systemUs: number;
  readonly peakKib: number;
  readonly limit: string;
  readonly left: number;
  readonly stage: string;
  readonly error: string;
}

/** One TCP socket that listens, as the launcher program tells it: ADDRESS:PORT in the hexadecimal form of /proc/net/tcp. */
export interface Heard {
  readonly id: number;
  readonly listens: string;
}

// Of two names of a signal the first counts, by which a step sends it: SIGABRT, not SIGIOT.
const signalNames = new Map(
  Object.entries(constants.signals)
    .reverse()
    .map(([name, number]) => [number, name]),
);

export const toExit = (answer: Answer): Exit => ({
  code: answer.code < 0 || answer.error || answer.limit === "vanished" ? null : answer.code,
  signal: answer.signal === 0 ? null : (signalNames.get(answer.signal as never) ?? `SIG${answer.signal}`),
  wallMs: answer.wallUs / 1000,
  userMs: answer.userUs / 1000,
  systemMs: answer.systemUs / 1000,
  peakKib: answer.peakKib,
  limit: (answer.limit || undefined) as Exit["limit"],
  leftProcesses: answer.left,
  startError: answer.error ? `${answer.stage}: ${answer.error}` : undefined,
});

/** What an exit is where there are no figures: a command that did not run to its end, and why. */
export const failedExit = (why: string, limit: Exit["limit"]): Exit => ({
  code: null,
  signal: null,
  wallMs: 0,
  userMs: null,
  systemMs: null,
  peakKib: null,
  limit,
  leftProcesses: 0,
  startError: why,
});

/** Why a command cannot be told to the launcher program; undefined where it can. */
export const untellable = (command: Command): string | undefined => {
  const words = [command.cwd, command.stdin, command.stdout, command.stderr, command.report ?? "", ...command.argv, ...Object.entries(command.env).flat()];
  return words.some((word) => word.includes("\0")) ? "an argument or variable holds a NUL byte" : undefined;
};

const isBelow = (folder: string, path: string): boolean => path.startsWith(`${folder}/`);

const list = (words: readonly string[]): (string | number)[] => [words.length, ...words];

// Landlock makes no network: there whoever is to have a loopback of its own reaches nobody.
const reachOf = (network: Cargo["network"], by: Containment): number => {
  if (network === undefined || (network === "loopback" && by === "landlock")) return 0;
  return typeof network === "string" ? { all: 2, loopback: 3 }[network] : 1;
};

// Files that stand where the command's own do are copied there, where it has a file system of its own; all else is shown as it is. The addresses that it reaches come last.
const placesOf = ({ inputs: all, directories, writable = [], network = [] }: Cargo, { at }: Room, cwd: string, by: Containment): (string | number)[] => {
  const isLaid = (path: string): boolean => by === "namespaces" && isBelow(at, path);
  const inputs = all.filter((path) => !isLaid(path));
  const laid = [...all.filter(isLaid), ...(isBelow(at, cwd) && !directories.includes(cwd) ? [cwd] : [])];
  return [inputs, writable, laid, directories, typeof network === "string" ? [] : network].flatMap(list);
};

// As the launcher program numbers them; a machine contains by itself.
const means = { no: 0, namespaces: 1, landlock: 2, machine: 0 } as const;

const containment = (carry: Cargo | undefined, cwd: string, by: Containment): (string | number)[] => {
  if (means[by] === 0 || !carry?.room) return [0, carry?.room?.bytes ?? 0];
  const { at, bytes, files } = carry.room;
  return [means[by], reachOf(carry.network, by), at, bytes, files, ...list(carry.lane ?? []), ...placesOf(carry, carry.room, cwd, by)];
};

const fieldsOf = (fields: readonly (string | number)[]): Buffer => Buffer.from(fields.map((field) => `${field}\0`).join(""), "utf8");

/** The request to run a command, without its length; `held`: its time begins later; `contained`: by what it has nothing but what it carries. Limits are whole numbers, rounded up; 0 is no limit. */
export const encodeRequest = (
  id: number,
  command: Command,
  { held = false, contained = "no" }: { readonly held?: boolean; readonly contained?: Containment } = {},
): Buffer => {
  const { timeMs, silenceMs, memoryKib, outputBytes, processes } = command.limits;
  const numbers = [timeMs, silenceMs, memoryKib, outputBytes, processes].map((limit) => Math.ceil(limit ?? 0));
  const environment = Object.entries(command.env).map(([name, value]) => `${name}=${value}`);
  const places = [command.cwd, command.stdin, command.stdout, command.stderr, command.report ?? ""];
  const own = containment(command.carry, command.cwd, contained);
  return fieldsOf([held ? "H" : "R", id, ...numbers, ...places, ...list(command.argv), ...list(environment), ...own]);
};

/** The request that a held command's time begins, with what it carries where it is contained. */
export const encodeGo = (id: number, begin?: Begin, contained: Containment = "no"): Buffer => {
  const { carry } = begin ?? {};
  return fieldsOf([
    "G",
    id,
    begin?.kick ?? "",
    ...(contained === "namespaces" && begin && carry?.room ? placesOf(carry, carry.room, begin.cwd, contained) : []),
  ]);
};

/** The request for a sign of life: an answer to 0. */
export const encodePing = (): Buffer => fieldsOf(["P"]);

/** The request for the TCP sockets that listen on this machine: lines of `Heard`, then an answer. */
export const encodeListening = (id: number): Buffer => fieldsOf(["L", id]);

/** The request to send a command that runs a signal. */
export const encodeSignal = (id: number, name: SignalName): Buffer => fieldsOf(["S", id, constants.signals[name]]);

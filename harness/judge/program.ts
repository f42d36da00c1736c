import type { Ending, Held, HeldStream, Observation, StreamFact, Verdict } from "../model/generated/journal.ts";
import { formatDuration, hidePaths } from "../model/text.ts";
import { isNamedTrap, saysTrap } from "../model/traps.ts";
import type { Capability, Cause } from "../model/words.ts";
import { judgeDrawn } from "./drawn.ts";

/** What a verdict takes besides the facts. */
export interface Grounds {
  /** By role, the first role of the case first: what each program is held to. */
  readonly held: Readonly<Record<string, Held>>;
  /** What the case needs and the lane does not claim: only these can be unsupported, and only with a proof. */
  readonly unclaimed: readonly Capability[];
  /** Of a component, the interface of the newest version that it imports: the one that an older engine lacks. */
  readonly newest?: string | undefined;
  /** The cause that a trust case was planted to fail by. */
  readonly mustFail?: Cause | undefined;
}

/** The verdict that a program failed. */
export const fail = (cause: Cause, detail: string): Verdict => ({ is: "fail", cause, detail });

const describeEnding = (ending: Ending): string => {
  switch (ending.how) {
    case "exit":
      return `exit ${ending.code}${ending.says === undefined ? "" : `, where its words say ${ending.says}, which nothing proves`}`;
    case "trap":
      return `a trap${ending.message ? ` (${ending.message})` : ""}`;
    case "signal":
      return `signal ${ending.signal}`;
    case "limit":
      return `the ${ending.limit} limit`;
    default:
      return ending.message || ending.how;
  }
};

// What a case is given, and the key of its manifest that gives more.
const limits = {
  time: ["timeout", "`seconds` of its case raises it"],
  silence: ["silence", "`silence-seconds` of its case raises it"],
  memory: ["limit", "`memory-mib` of its case raises it"],
  output: ["limit", "`output-mib` of its case raises it"],
  processes: ["limit", "`processes` of its case raises it"],
  space: ["limit", "`files-mib` of its case raises it"],
  files: ["limit", "it may have so many files, and no key raises that"],
  word: ["limit", "the kernel takes 128 KiB an argument or variable, and no key raises that"],
} as const satisfies Readonly<Record<NonNullable<Ending["limit"]>, readonly [Cause, string]>>;

const judgeLimit = (limit: NonNullable<Ending["limit"]>, detail: string, missing: string): Verdict => {
  const [cause, key] = limits[limit];
  return fail(cause, cause === "limit" ? `ended at ${detail}: ${key}` : `ended at ${detail}${missing}`);
};

/** The verdict on an ending at which the program did not end by itself: a limit, a signal, a start that failed. Undefined for an exit and a trap. */
export const judgeAbnormal = (observation: Observation, { unclaimed, newest }: Pick<Grounds, "unclaimed" | "newest">): Verdict | undefined => {
  const { ending } = observation;
  const detail = describeEnding(ending);
  const [lacking] = unclaimed;
  switch (ending.how) {
    case "vanished":
      return { is: "broken", stage: "launch", detail };
    case "limit":
      return judgeLimit(ending.limit ?? "time", detail, missingOf(observation));
    case "signal":
      return fail("signal", `ended by ${detail}`);
    case "out-of-memory":
      return fail("out-of-memory", detail);
    case "missing-import":
      return lacking ? { is: "unsupported", capability: lacking, proof: `missing import: ${detail}` } : fail("missing-import", detail);
    case "refused-flag":
      return lacking ? { is: "unsupported", capability: lacking, proof: `refused flag: ${detail}` } : fail("start", detail);
    case "refused-module":
      return lacking
        ? { is: "unsupported", capability: lacking, proof: `refused module: ${detail}${newest === undefined ? "" : `; it imports ${newest}`}` }
        : fail("start", detail);
    case "start":
      return fail("start", detail);
    case "exit":
    case "trap":
      return undefined;
  }
};

const exitFits = (ending: Ending, contract: Held["exit"]): boolean => {
  // Only a step sends signals: where none did, nothing can have ended by one.
  if (contract === "killed") return false;
  if (isNamedTrap(contract)) return ending.how === "trap" && saysTrap(contract, ending.message);
  if (ending.how === "trap") return contract === "trap" || contract === "failure";
  if (contract === "trap" || ending.how !== "exit") return false;
  // The engine tells that the program exited, and not with which code: judgeTold says what that is worth.
  if (ending.code === undefined) return ending.message !== undefined && contract !== 0;
  return typeof contract === "number" ? ending.code === contract : ending.code !== 0;
};

const quote = (line: string | undefined): string => (line === undefined ? "nothing" : `"${line}"`);

const differenceOf = ({ differsAt, line, wanted }: StreamFact): string => {
  if (differsAt === undefined) return "";
  const lines = line === undefined && wanted === undefined ? "" : `: found ${quote(line)} where ${quote(wanted)} is to be`;
  return `, first difference at byte ${differsAt}${lines}`;
};

/** Where the output of a program that did not come to its end stops, or goes wrong: what it waited in. */
export const missingOf = ({ stdout }: Pick<Observation, "stdout">): string =>
  stdout.line === undefined && stdout.wanted === undefined ? "" : differenceOf(stdout).replace(", first difference", "; stdout first differs");

const describeStream = (fact: StreamFact): string => `${fact.size} bytes that are not the expected ones${differenceOf(fact)}`;

// What a program says as it fails tells one fault from another: its first words of failure, else where its output went wrong.
const lastWords = (own: Observation): string => (own.stderr.line === undefined ? missingOf(own) : `: ${hidePaths(own.stderr.line)}`);

const describeOff = (milliseconds: number): string =>
  `${formatDuration(Math.abs(milliseconds))} ${milliseconds < 0 ? "behind" : "ahead of"} this machine's clock`;

const judgeFresh = ({ size, digest, fresh }: StreamFact, contract: Extract<HeldStream, { match: "fresh" }>): string | undefined => {
  const whole = contract.size * contract.draws;
  if (size !== whole) return `${size} bytes where ${whole} are to be`;
  if (fresh === undefined) return "it was run only once, and so nothing tells whether its bytes are others each time";
  if (fresh.other === digest) return `the same ${size} bytes in two runs, where others are to be each time`;
  return fresh.drawn ? judgeDrawn(fresh.drawn, contract.size, contract.draws) : "the other of two runs wrote too much or too little";
};

// Why a stream is not as its contract says; undefined where it is.
const judgeStream = (fact: StreamFact, contract: HeldStream): string | undefined => {
  switch (contract.match) {
    case "exact":
      return fact.digest === contract.digest ? undefined : describeStream(fact);
    case "prefix":
      return fact.start === contract.digest ? undefined : `${fact.size} bytes that do not begin as expected${differenceOf(fact)}`;
    case "any":
      return contract.digests.includes(fact.digest)
        ? undefined
        : `${fact.size} bytes that are none of the ${contract.digests.length} right answers${differenceOf(fact)}`;
    case "fresh":
      return judgeFresh(fact, contract);
    case "now":
      if (fact.offMs === undefined) return `${fact.size} bytes that are no time`;
      return Math.abs(fact.offMs) > contract.within * 1000 ? `a time that is ${describeOff(fact.offMs)}` : undefined;
    case "per-engine":
    case "free":
      return undefined;
  }
};

/** The verdict on how a program ended, where it ended otherwise than its contract says; undefined where it fits. */
export const judgeExit = (observation: Observation, { exit }: Held): Verdict | undefined => {
  const { ending } = observation;
  if (exitFits(ending, exit)) return undefined;
  const expected = typeof exit === "number" ? `exit ${exit}` : isNamedTrap(exit) ? `a trap by ${exit}` : exit;
  const detail = `expected ${expected}, found ${describeEnding(ending)}`;
  return ending.how === "trap" ? fail("trap", detail) : fail("exit", `${detail}${lastWords(observation)}`);
};

/**
 * The verdict on an exit that the engine tells in words, once all else is right: whoever runs it sees its own exit code. Where the
 * code that the contract names did not come through, that is a failure, or the proof that the lane lacks what it does not claim.
 */
export const judgeTold = ({ ending, raw }: Observation, { exit }: Held, unclaimed: readonly Capability[]): Verdict | undefined => {
  if (ending.how !== "exit" || ending.message === undefined) return undefined;
  const proof = `the engine ends with exit ${raw.code}, and says: ${ending.message}`;
  const lacking = unclaimed.find((capability) => capability === "exit-code" || capability === "exit-status");
  if (typeof exit === "number" && lacking) return { is: "unsupported", capability: lacking, proof };
  const fits = typeof exit === "number" ? ending.code === raw.code : raw.code !== null && raw.code !== 0;
  return fits ? undefined : fail("exit", `expected ${typeof exit === "number" ? `exit ${exit}` : exit}, but ${proof}`);
};

/** The verdict on what a program left: its streams, its files, its processes; undefined where all is as it must be. */
export const judgeRemains = ({ stdout, stderr, files, tree, leftProcesses }: Observation, held: Held): Verdict | undefined => {
  const [wrongOut, wrongErr] = [judgeStream(stdout, held.stdout), judgeStream(stderr, held.stderr)];
  if (wrongOut !== undefined) return fail("stdout", wrongOut);
  if (wrongErr !== undefined) return fail("stderr", wrongErr);
  const [file] = files;
  const others = (tree?.differ ?? files.length) - 1;
  const large = tree?.cut === undefined ? "" : `: it has more than can be looked at (${tree.cut})`;
  if (file) return fail("file", `${file.path} is ${file.found}${large}${others > 0 ? `, and ${others} more` : ""}`);
  return leftProcesses > 0 ? fail("signal", `${leftProcesses} processes were left behind and had to be ended`) : undefined;
};

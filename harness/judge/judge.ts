import type { Program } from "../model/contract.ts";
import type { Ending, Observation, StreamFact, Verdict } from "../model/generated/journal.ts";
import type { Capability, Cause } from "../model/words.ts";

/** Digests of the streams that a contract gives whole; undefined where it does not. */
interface ExpectedDigests {
  readonly stdout: string | undefined;
  readonly stderr: string | undefined;
}

/** What a verdict takes besides the facts. */
export interface Grounds {
  readonly program: Program;
  readonly expected: ExpectedDigests;
  /** What the case needs and the lane does not claim: only these can be unsupported, and only with a proof. */
  readonly unclaimed: readonly Capability[];
  /** The cause that a trust case was planted to fail by. */
  readonly mustFail?: Cause | undefined;
}

const fail = (cause: Cause, detail: string): Verdict => ({ is: "fail", cause, detail });

const describeEnding = (ending: Ending): string => {
  switch (ending.how) {
    case "exit":
      return `exit ${ending.code}`;
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

const limitCauses = { time: "timeout", silence: "silence", memory: "out-of-memory", output: "stdout", processes: "signal" } as const;

// The ways to end in which the program's own behaviour never came to an end: each is a verdict by itself.
const judgeAbnormal = (observation: Observation, unclaimed: readonly Capability[]): Verdict | undefined => {
  const { ending } = observation;
  const detail = describeEnding(ending);
  const [lacking] = unclaimed;
  switch (ending.how) {
    case "vanished":
      return { is: "broken", stage: "launch", detail };
    case "limit":
      return fail(limitCauses[ending.limit ?? "time"], `ended at ${detail}`);
    case "signal":
      return fail("signal", `ended by ${detail}`);
    case "out-of-memory":
      return fail("out-of-memory", detail);
    case "missing-import":
      return lacking ? { is: "unsupported", capability: lacking, proof: `missing import: ${detail}` } : fail("missing-import", detail);
    case "refused-flag":
      return lacking ? { is: "unsupported", capability: lacking, proof: `refused flag: ${detail}` } : fail("start", detail);
    case "start":
      return fail("start", detail);
    case "exit":
    case "trap":
      return undefined;
  }
};

const exitFits = (ending: Ending, contract: Program["exit"]): boolean => {
  if (ending.how === "trap") return contract === "trap" || contract === "failure";
  if (contract === "trap" || ending.code === undefined) return false;
  return typeof contract === "number" ? ending.code === contract : ending.code !== 0;
};

const describeStream = (fact: StreamFact): string => {
  const at = fact.differsAt === undefined ? "" : `, first difference at byte ${fact.differsAt}`;
  return `${fact.size} bytes that are not the expected ones${at}`;
};

/**
 * The verdict on one trial. A trust case breaks its contract on purpose: there, being reported as failing in the way
 * that was planted is the pass, and anything else tells that the lane cannot be believed.
 */
export const judge = (observation: Observation, grounds: Grounds): Verdict => {
  const verdict = judgeContract(observation, grounds);
  if (grounds.mustFail === undefined || verdict.is === "broken") return verdict;
  if (verdict.is === "fail" && verdict.cause === grounds.mustFail) return { is: "pass" };
  const reported = verdict.is === "fail" ? `failing by ${verdict.cause} (${verdict.detail})` : verdict.is;
  return fail(grounds.mustFail, `planted to fail by ${grounds.mustFail}, reported as ${reported}`);
};

/**
 * Facts held against the contract, whole. Total: every observation has one.
 * Where several things are wrong, the one that explains the others is the cause: how it ended, before what it said.
 */
const judgeContract = (observation: Observation, grounds: Grounds): Verdict => {
  const { program, expected, unclaimed } = grounds;
  const abnormal = judgeAbnormal(observation, unclaimed);
  if (abnormal) return abnormal;
  const { ending, stdout, stderr, files } = observation;
  if (!exitFits(ending, program.exit))
    return fail(
      ending.how === "trap" ? "trap" : "exit",
      `expected ${typeof program.exit === "number" ? `exit ${program.exit}` : program.exit}, found ${describeEnding(ending)}`,
    );
  if (expected.stdout !== undefined && stdout.digest !== expected.stdout) return fail("stdout", describeStream(stdout));
  if (expected.stderr !== undefined && stderr.digest !== expected.stderr) return fail("stderr", describeStream(stderr));
  const [file] = files;
  if (file) return fail("file", `${file.path} is ${file.found}${files.length > 1 ? `, and ${files.length - 1} more` : ""}`);
  if (observation.leftProcesses > 0) return fail("signal", `${observation.leftProcesses} processes were left behind and had to be ended`);
  return { is: "pass" };
};

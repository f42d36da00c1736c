import type { Held, Observation, StepFact, Verdict } from "../model/generated/journal.ts";
import type { Cause } from "../model/words.ts";
import { fail, type Grounds, judgeAbnormal, judgeExit, judgeRemains, judgeTold, missingOf } from "./program.ts";

/** One program of a dialogue: its facts and what it is held to. */
interface Part {
  readonly role: string | undefined;
  readonly observation: Observation;
  readonly held: Held;
}

const causeOf = ({ how, stream }: NonNullable<StepFact["failure"]>): Cause => {
  if (how === "silent" || how === "not-ended") return "timeout";
  return stream === "stdout" || stream === "stderr" ? stream : "network";
};

const judgeStep = ({ step, failure }: StepFact, main: Observation): Verdict | undefined => {
  if (!failure) return undefined;
  if (failure.how === "harness") return { is: "broken", stage: "launch", detail: `${step}: ${failure.detail}` };
  return fail(causeOf(failure), `${step}: ${failure.detail}${failure.how === "not-ended" ? missingOf(main) : ""}`);
};

const inRole = (role: string | undefined, verdict: Verdict | undefined): Verdict | undefined =>
  role !== undefined && (verdict?.is === "fail" || verdict?.is === "broken") ? { ...verdict, detail: `${role}: ${verdict.detail}` } : verdict;

// Its own way to end, unless the harness ended it or a step sent it the signal that its contract tells of.
const judgeEnding = ({ observation, held }: Part, steps: readonly StepFact[], grounds: Grounds): Verdict | undefined => {
  if (observation.cut) return undefined;
  const { ending } = observation;
  const wasSent = ending.how === "signal" && steps.some(({ signal }) => signal !== undefined && signal === ending.signal);
  if (wasSent && held.exit === "killed") return undefined;
  return judgeAbnormal(observation, grounds) ?? judgeExit(observation, held);
};

const firstOf = (parts: readonly Part[], judge: (part: Part) => Verdict | undefined): Verdict | undefined => {
  for (const part of parts) {
    const verdict = inRole(part.role, judge(part));
    if (verdict) return verdict;
  }
  return undefined;
};

/**
 * The verdict on a dialogue. A program that went down by itself explains the step that failed; a failed step explains
 * what was left unsaid.
 */
export const judgeDialogue = (observation: Observation, steps: readonly StepFact[], grounds: Grounds): Verdict => {
  const partOf = (role: string, own: Observation, name: string | undefined): Part[] => {
    const held = grounds.held[role];
    return held ? [{ role: name, observation: own, held }] : [];
  };
  const others = Object.entries(observation.roles ?? {}).flatMap(([role, own]) => partOf(role, own, role));
  const first = observation.role ?? Object.keys(grounds.held)[0] ?? "";
  const parts = [...partOf(first, observation, others.length > 0 ? "the first program" : undefined), ...others];
  if (parts.length <= others.length) return { is: "broken", stage: "judge", detail: `its case holds no program ${JSON.stringify(first)} to anything` };
  const failed = steps.find(({ failure }) => failure !== undefined);
  // A machine that went down explains what became of the programs outside of it.
  const vanished = parts.filter(({ observation: own }) => own.ending.how === "vanished");
  const ending = firstOf([...vanished, ...parts], (part) => judgeEnding(part, steps, grounds));
  if (ending) return (ending.is === "fail" || ending.is === "broken") && failed ? { ...ending, detail: `${ending.detail}, at ${failed.step}` } : ending;
  const step = failed && judgeStep(failed, observation);
  if (step) return step;
  const remains = firstOf(parts, (part) => judgeRemains(part.observation, part.held));
  if (remains) return remains;
  const left = observation.leftPorts ?? [];
  if (left.length > 0) return fail("network", `something still listens at ${left.join(", ")}`);
  return firstOf(parts, (part) => (part.observation.cut ? undefined : judgeTold(part.observation, part.held, grounds.unclaimed))) ?? { is: "pass" };
};

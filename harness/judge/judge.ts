import type { Observation, Verdict } from "../model/generated/journal.ts";
import { judgeDialogue } from "./dialogue.ts";
import { fail, type Grounds, judgeAbnormal, judgeExit, judgeRemains, judgeTold } from "./program.ts";

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
  if (observation.steps) return judgeDialogue(observation, observation.steps, grounds);
  const [held] = Object.values(grounds.held);
  if (!held) return { is: "broken", stage: "judge", detail: "its case holds no program to anything" };
  return (
    judgeAbnormal(observation, grounds) ??
    judgeExit(observation, held) ??
    judgeRemains(observation, held) ??
    judgeTold(observation, held, grounds.unclaimed) ?? { is: "pass" }
  );
};

import { shownBy, unshown } from "../model/evidence.ts";
import type { CaseManifest, WorkloadManifest } from "../model/generated/workload.ts";
import { normaliseCase } from "./contract.ts";
import { fault } from "./lint-words.ts";

const means = {
  stdout: "an exact standard output",
  stderr: "an exact standard error",
  file: "an expected file",
  exchange: "a step that receives",
  response: "a step that requests",
  asked: "a step that is asked",
  served: "endpoints, and an output that tells what they answered",
  code: "an exit code",
  trap: 'exit = "trap"',
  ending: "an exit",
} as const;

/**
 * Checks that a case's contract could show each need: else a program that does nothing passes, and counts for it. Trust workloads show
 * by what they are reported as. `place` is the case's place in the file.
 */
export const lintEvidence = (entry: CaseManifest, kind: WorkloadManifest["kind"], file: string, place: string): void => {
  const [need] = kind === "trust" ? [] : unshown(normaliseCase(entry));
  if (need === undefined) return;
  const hint = `expect what shows it (${shownBy[need].map((each) => means[each]).join(", ")}), or remove ${need} from needs`;
  throw fault("workload/evidence", file, `${place}/needs`, `nothing that case ${entry.id} expects could show ${need}`, hint);
};

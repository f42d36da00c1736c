import { digest } from "../host/digest.ts";
import type { CaseLine, Held, LanePin, Observation, Verdict, Worker } from "../model/generated/journal.ts";

/** A digest that tells its name, for things that need no bytes. */
export const digestOf = (name: string): string => `sha256:${Buffer.from(name).toString("hex").padStart(64, "0").slice(-64)}`;

/** An observation of a program that wrote this and ended well. */
export const observed = (stdout = "out", rest: Partial<Observation> = {}): Observation => ({
  argv: ["/opt/w", "/tmp/x.wasm"],
  raw: { code: 0, signal: null },
  ending: { how: "exit", code: 0 },
  stdout: { size: stdout.length, digest: stdout === "" ? digest("") : digestOf(stdout) },
  stderr: { size: 0, digest: digest("") },
  files: [],
  wallMs: 1.5,
  userMs: 1,
  systemMs: null,
  peakKib: 100,
  leftProcesses: 0,
  cache: "none",
  ...rest,
});

const failing = ({ cause, detail }: Extract<Verdict, { is: "fail" }>): Partial<Observation> => {
  const message = detail === "" ? {} : { message: detail };
  switch (cause) {
    case "exit":
      return { raw: { code: 1, signal: null }, ending: { how: "exit", code: 1 } };
    case "trap":
      return { raw: { code: 134, signal: null }, ending: { how: "trap", ...message } };
    case "timeout":
      return { ending: { how: "limit", limit: "time" } };
    case "silence":
      return { ending: { how: "limit", limit: "silence" } };
    case "limit":
      return { ending: { how: "limit", limit: "output" } };
    case "signal":
      return { raw: { code: null, signal: "SIGSEGV" }, ending: { how: "signal", signal: "SIGSEGV" } };
    case "missing-import":
    case "out-of-memory":
    case "start":
      return { ending: { how: cause, ...message } };
    case "file":
      return { files: [{ path: "out", found: "absent" }] };
    case "network":
      return { cut: true, steps: [{ step: "step 1: accept", ms: 1, failure: { how: "refused", detail } }] };
    default:
      throw new Error(`no observation of one trial alone is a failure by ${cause}: give the row itself`);
  }
};

/** An observation that today's judge gives this verdict, where the case is held to `well` and its lane claims nothing. */
export const seenAs = (verdict: Verdict, planted: CaseLine["mustFail"] = undefined): Observation => {
  if (verdict.is === "broken") return observed("", { ending: { how: "vanished", message: verdict.detail } });
  if (planted !== undefined) return verdict.is === "pass" ? observed("", failing({ is: "fail", cause: planted, detail: "planted" })) : observed();
  if (verdict.is === "unsupported") return observed("", { ending: { how: "missing-import", message: verdict.proof } });
  return verdict.is === "pass" ? observed() : observed("", failing(verdict));
};

/** What the case of an ordinary cell is held to: it ends well, and writes what stays the same. */
export const well: Held = { exit: 0, stdout: { match: "per-engine" }, stderr: { match: "per-engine" } };

/** A case's line; ordinary unless said otherwise. */
export const caseLine = (name: string, rest: Partial<CaseLine> = {}): CaseLine => ({
  kind: "case",
  case: name,
  contract: digestOf(name),
  needs: [],
  held: { main: well },
  ...rest,
});

/** A lane as a worker tells it; it claims nothing unless said otherwise. */
export const lanePin = (id: string, rest: Partial<LanePin> = {}): LanePin => ({ id, version: "1.2.3", digest: digestOf("engine"), claims: {}, ...rest });

/** A worker's line. */
export const workerLine = (rest: Partial<Worker> = {}): Worker => ({
  kind: "worker",
  id: "w1",
  machine: { id: "0123456789ab", os: "Linux", kernel: "linux 6", architecture: "x86_64", cpu: "CPU", cores: 2, memoryMib: 1000, node: "24.0.0" },
  jobs: 1,
  supervised: true,
  toolchains: [],
  lanes: [],
  ...rest,
});

import { describe, expect, test } from "vitest";
import type { Ending, Held, Observation, StepFact, StepFailure } from "../model/generated/journal.ts";
import { judgeDialogue } from "./dialogue.ts";
import type { Grounds } from "./program.ts";

const seen = (ending: Ending, rest: Partial<Observation> = {}): Observation => ({
  argv: ["/engine"],
  raw: { code: 0, signal: null },
  ending,
  stdout: { size: 0, digest: "sha256:e3" },
  stderr: { size: 0, digest: "sha256:e3" },
  files: [],
  wallMs: 1,
  userMs: null,
  systemMs: null,
  peakKib: null,
  leftProcesses: 0,
  cache: "none",
  ...rest,
});

const well: Ending = { how: "exit", code: 0 };
const to = (exit: Held["exit"] = 0, stdout?: string): Held => ({
  exit,
  stdout: stdout === undefined ? { match: "free" } : { match: "exact", digest: stdout },
  stderr: { match: "free" },
});
const held = (exit: Held["exit"] = 0, stdout?: string, others: Grounds["held"] = {}): Grounds => ({
  held: { main: to(exit, stdout), ...others },
  unclaimed: ["sockets.accept"],
});
const failed = (how: StepFailure["how"], stream?: StepFailure["stream"]): StepFact => ({
  step: "step 2: recv a",
  ms: 1,
  failure: { how, detail: "why", ...(stream ? { stream } : {}) },
});
const killed = (signal: string): StepFact => ({ step: "step 3: kill main", ms: 1, signal });

describe("judgeDialogue", () => {
  test("no step failed, it ended as it should, nothing is left: pass", () => {
    expect(judgeDialogue(seen(well), [{ step: "step 1: run main", ms: 1 }], held())).toEqual({ is: "pass" });
  });

  test.each<[StepFailure["how"], StepFailure["stream"], string]>([
    ["differs", undefined, "network"],
    ["closed", undefined, "network"],
    ["reset", undefined, "network"],
    ["refused", undefined, "network"],
    ["accepted", undefined, "network"],
    ["not-listening", undefined, "network"],
    ["ended", undefined, "network"],
    ["silent", undefined, "timeout"],
    ["silent", "stdout", "timeout"],
    ["not-ended", undefined, "timeout"],
    ["differs", "stdout", "stdout"],
    ["closed", "stderr", "stderr"],
  ])("a step that failed by %s %s is a failure by its own cause", (how, stream, cause) => {
    const verdict = judgeDialogue(seen({ how: "signal", signal: "SIGKILL" }, { cut: true }), [failed(how, stream)], held());
    expect(verdict).toEqual({ is: "fail", cause, detail: "step 2: recv a: why" });
  });

  test("what went down by itself explains the step that failed", () => {
    expect(judgeDialogue(seen({ how: "trap", message: "unreachable" }), [failed("closed")], held())).toEqual({
      is: "fail",
      cause: "trap",
      detail: "expected exit 0, found a trap (unreachable), at step 2: recv a",
    });
    expect(judgeDialogue(seen({ how: "refused-flag", message: "no --listen" }), [failed("ended")], held())).toEqual({
      is: "unsupported",
      capability: "sockets.accept",
      proof: "refused flag: no --listen",
    });
  });

  test("a step that the harness could not do is nobody's failure", () => {
    expect(judgeDialogue(seen(well, { cut: true }), [failed("harness")], held())).toMatchObject({ is: "broken", stage: "launch" });
  });

  test("killed is as it should be only by the signal that a step sent", () => {
    const ending: Ending = { how: "signal", signal: "SIGTERM" };
    expect(judgeDialogue(seen(ending), [killed("SIGTERM")], held("killed"))).toEqual({ is: "pass" });
    expect(judgeDialogue(seen(ending), [killed("SIGINT")], held("killed"))).toMatchObject({ is: "fail", cause: "signal" });
    expect(judgeDialogue(seen(ending), [], held("killed"))).toMatchObject({ is: "fail", cause: "signal" });
    expect(judgeDialogue(seen(ending), [killed("SIGTERM")], held(0))).toMatchObject({ is: "fail", cause: "signal" });
    expect(judgeDialogue(seen(well), [killed("SIGTERM")], held("killed"))).toMatchObject({ is: "fail", cause: "exit" });
  });

  test("what it left: output, processes, ports", () => {
    expect(judgeDialogue(seen(well), [], held(0, "sha256:ab"))).toMatchObject({ is: "fail", cause: "stdout" });
    expect(judgeDialogue(seen(well, { leftProcesses: 1 }), [], held())).toMatchObject({ is: "fail", cause: "signal" });
    expect(judgeDialogue(seen(well, { leftPorts: ["127.31.7.4:1"] }), [], held())).toEqual({
      is: "fail",
      cause: "network",
      detail: "something still listens at 127.31.7.4:1",
    });
  });

  test("every program counts, by its own contract, and is named", () => {
    const grounds = held(0, undefined, { client: to(0, "sha256:ab") });
    const client = seen({ how: "exit", code: 3 });
    expect(judgeDialogue(seen(well, { roles: { client } }), [], grounds)).toMatchObject({
      is: "fail",
      cause: "exit",
      detail: expect.stringMatching(/^client: /),
    });
    expect(judgeDialogue(seen(well, { roles: { client: seen(well) } }), [], grounds)).toMatchObject({ is: "fail", cause: "stdout" });
    expect(judgeDialogue(seen({ how: "exit", code: 3 }, { roles: { client } }), [], grounds)).toMatchObject({
      detail: expect.stringMatching(/^the first program: /),
    });
  });

  test("the facts tell of which role they are: the first that was started need not be the first of the case", () => {
    const grounds = held(0, "sha256:ab", { client: to(3) });
    const both = (main: Observation): Observation => seen({ how: "exit", code: 3 }, { role: "client", roles: { main } });
    expect(judgeDialogue(both(seen(well, { stdout: { size: 1, digest: "sha256:ab" } })), [], grounds)).toEqual({ is: "pass" });
    expect(judgeDialogue(both(seen(well)), [], grounds)).toMatchObject({ is: "fail", cause: "stdout", detail: expect.stringMatching(/^main: /) });
    expect(judgeDialogue(seen(well, { role: "nobody" }), [], grounds)).toMatchObject({ is: "broken", stage: "judge" });
  });

  test("a machine that went down under one program explains all else, and the program is named", () => {
    const grounds = held(0, undefined, { server: to() });
    const gone = seen({ how: "vanished", message: "the virtual machine: QEMU has ended" });
    const lost = { is: "broken", stage: "launch" } as const;
    expect(judgeDialogue(seen({ how: "exit", code: 1 }, { roles: { server: gone } }), [failed("closed")], grounds)).toEqual({
      ...lost,
      detail: "server: the virtual machine: QEMU has ended, at step 2: recv a",
    });
    expect(judgeDialogue({ ...gone, roles: { server: seen(well, { cut: true }) } }, [failed("refused")], grounds)).toEqual({
      ...lost,
      detail: "the first program: the virtual machine: QEMU has ended, at step 2: recv a",
    });
  });
});

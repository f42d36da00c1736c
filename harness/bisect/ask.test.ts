import { describe, expect, test } from "vitest";
import { isPlain } from "../model/ids.ts";
import type { CellState } from "../model/words.ts";
import { answerOf } from "./ask.ts";
import { placeText, type Subject, termsOf } from "./subject.ts";

const subject: Subject = {
  ...{ case: "hello/line", route: { language: "c", toolchain: "cc", target: "wasip1" } },
  ...{ runtime: "engine", keep: "nil", launcher: "host", variant: undefined, architecture: "x86_64", version: undefined },
};

describe("what a release answers", () => {
  test.each<[CellState, { is: string; why?: string }]>([
    [{ is: "judged", verdict: { is: "pass" } }, { is: "pass" }],
    [
      { is: "judged", verdict: { is: "fail", cause: "exit", detail: "3" } },
      { is: "fail", why: "exit: 3" },
    ],
    [
      { is: "judged", verdict: { is: "unsupported", capability: "clocks", proof: "ENOSYS" } },
      { is: "unsupported", why: "clocks: ENOSYS" },
    ],
    [
      { is: "judged", verdict: { is: "broken", stage: "build", detail: "no" } },
      { is: "untestable", why: "it is broken (build): no" },
    ],
    [
      { is: "untrusted", because: "must-trap passed" },
      { is: "untestable", why: "its lane is not trusted: must-trap passed" },
    ],
    [
      { is: "inexpressible", why: "no sockets" },
      { is: "untestable", why: "no sockets" },
    ],
    [{ is: "lost" }, { is: "untestable", why: "it did not come to its end" }],
  ])("%j", (state, expected) => {
    expect(answerOf({ state, text: "cell" }, "run")).toEqual({ ...expected, cell: "cell", run: "run" });
  });
});

describe("a subject", () => {
  test("is selected in one release, by the words of filters", () => {
    expect(termsOf(subject, "1.2.3")).toEqual(["case=hello/line", "route=c/cc.wasip1", "release=engine@1.2.3", "keep=nil", "launcher=host"]);
    expect(termsOf({ ...subject, variant: "slow" }, "1.2.3")).toContain("variant=slow");
  });

  test("says where it runs as its lanes do", () => {
    expect([placeText(subject), placeText({ ...subject, variant: "slow", keep: "kvm", launcher: "qemu" })]).toEqual([
      "/nil:host-x86_64",
      "+slow/kvm:qemu-x86_64",
    ]);
    expect([isPlain(subject), isPlain({ ...subject, keep: "kvm" }), isPlain({ ...subject, variant: "slow" })]).toEqual([true, false, false]);
  });
});

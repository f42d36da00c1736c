import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCell } from "../model/ids.ts";
import type { Capability, CellState, Verdict } from "../model/words.ts";
import type { GateCell } from "./cell.ts";
import { sentences } from "./sentences.ts";

const pass: Verdict = { is: "pass" };
const fail: Verdict = { is: "fail", cause: "stdout", detail: "byte 5 differs" };
const unsupported: Verdict = { is: "unsupported", capability: "sockets.accept", proof: "refused flag" };

const cell = (workload: string, language: string, needs: readonly Capability[], verdict: Verdict, keep = "nil"): GateCell => {
  const text = `${workload}/a,${language}/tool.wasip1,w@2.0.0/${keep}:host-x86_64`;
  const state: CellState = { is: "judged", verdict };
  const compared = { stdout: true, stderr: true, artifact: true };
  return { text, id: parseCell(text), state, observation: undefined, artifact: "sha256:1", compared, tier: 1, needs };
};

const told = (...cells: GateCell[]): string[] => sentences("w@2.0.0", cells);

test("one a language, target and Keep", () => {
  expect(told(cell("x", "go", ["stdout"], pass), cell("x", "c", ["stdout"], pass, "kvm"), cell("x", "c", ["args", "stdout"], pass))).toEqual([
    "Applications written in c for wasip1 using stdout are expected to work on w@2.0.0 in kvm.",
    "Applications written in c for wasip1 using args, stdout are expected to work on w@2.0.0 in nil.",
    "Applications written in go for wasip1 using stdout are expected to work on w@2.0.0 in nil.",
  ]);
});

test("what does not work is what no passing case needs", () => {
  expect(told(cell("x", "c", ["stdout"], pass), cell("y", "c", ["stdout", "files.read", "args"], fail))).toEqual([
    "Applications written in c for wasip1 using stdout are expected to work on w@2.0.0 in nil; not: files.read, args, because y/a: fail by stdout: byte 5 differs.",
  ]);
});

test("where passing cases need all of it, the case that fails is named, and takes no capability away", () => {
  const cells = [cell("x", "c", ["stdout"], pass), cell("y", "c", ["stdout", "files.read"], pass), cell("z", "c", ["stdout"], fail)];
  expect(told(...cells)).toEqual([
    "Applications written in c for wasip1 using files.read, stdout are expected to work on w@2.0.0 in nil; but 1 case does not pass, such as z/a: fail by stdout: byte 5 differs.",
  ]);
});

test("a target is no other's: what fails for one says nothing of the other", () => {
  const text = "y/a,c/tool.wasip2,w@2.0.0/nil:host-x86_64";
  expect(told(cell("x", "c", ["stdout"], pass), { ...cell("y", "c", ["stdout"], fail), text, id: parseCell(text) })).toEqual([
    "Applications written in c for wasip1 using stdout are expected to work on w@2.0.0 in nil.",
    "Applications written in c for wasip2 are not expected to work on w@2.0.0 in nil; not: stdout, because y/a: fail by stdout: byte 5 differs.",
  ]);
});

test("a refused capability is named, and what else such a case needs is neither proven nor blamed", () => {
  expect(told(cell("x", "c", ["args"], pass), cell("echo", "c", ["args", "env", "sockets.accept"], unsupported))).toEqual([
    "Applications written in c for wasip1 using args are expected to work on w@2.0.0 in nil; not: sockets.accept, because echo/a: unsupported: sockets.accept (refused flag).",
  ]);
});

test("where nothing passes, nothing is expected to work", () => {
  expect(told(cell("x", "c", ["args"], fail))).toEqual([
    "Applications written in c for wasip1 are not expected to work on w@2.0.0 in nil; not: args, because x/a: fail by stdout: byte 5 differs.",
  ]);
});

test("what is expected to work has a case that passed, and no failure is left unsaid", () => {
  const need = fc.constantFrom<Capability>("args", "env", "stdout", "files.read", "sockets.accept");
  const entry = fc.record({ needs: fc.uniqueArray(need, { minLength: 1 }), verdict: fc.constantFrom(pass, fail, unsupported) });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1 }), (entries) => {
      const [sentence = ""] = told(...entries.map(({ needs, verdict }, index) => cell(`x${index}`, "c", needs, verdict)));
      const [good = "", ...bad] = sentence.split("; ");
      const works = /using (.*) are expected/.exec(good)?.[1]?.split(", ") ?? [];
      for (const capability of works) expect(entries.some(({ needs, verdict }) => verdict === pass && needs.some((own) => own === capability))).toBe(true);
      for (const { verdict } of entries) {
        if (verdict === unsupported) expect(works).not.toContain("sockets.accept");
      }
      expect(bad.length === 0).toBe(entries.every(({ verdict }) => verdict === pass));
    }),
  );
});

import { expect, test } from "vitest";
import { observed } from "../judge/seen.fixture.ts";
import { endingOf, figuresOf } from "./say.ts";

test("an ending is told once where engine and system agree, and by both where they do not", () => {
  expect(endingOf(observed())).toBe("exit 0");
  expect(endingOf(observed("", { ending: { how: "trap", message: "unreachable" }, raw: { code: 134, signal: null } }))).toBe(
    "trap (unreachable); the system said exit 134",
  );
  expect(endingOf(observed("", { ending: { how: "signal", signal: "SIGSEGV" }, raw: { code: null, signal: "SIGSEGV" } }))).toBe(
    "signal SIGSEGV; the system said SIGSEGV",
  );
});

test("figures that nobody took are told as unknown, not as zero", () => {
  expect(figuresOf(observed())).toBe("2 ms, CPU unknown, 102.4 kB at most, engine's cache none");
  expect(figuresOf(observed("", { systemMs: 2, peakKib: null, cache: "warm" }))).toBe("2 ms, 3.0 ms of CPU, memory unknown, engine's cache warm");
});

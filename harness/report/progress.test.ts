import { describe, expect, test } from "vitest";
import { Progress } from "./progress.ts";

/** A sink that keeps what is written, and a clock that is moved by hand. */
const open = (moving: boolean) => {
  const written: string[] = [];
  const clock = { now: 5000 };
  const progress = new Progress({ write: (text) => void written.push(text), moving, now: () => clock.now });
  return { progress, written, clock, text: () => written.join("") };
};

describe("progress", () => {
  test("the time to go follows from what the work so far took, weighed by its estimates", () => {
    const { progress, clock } = open(false);
    progress.expect("build", 2, 10);
    progress.expect("run", 20, 1);
    expect(progress.remaining()).toBeUndefined();
    clock.now += 3000;
    progress.done("build", "x");
    expect(progress.remaining()).toBeCloseTo(9000);
    clock.now += 3000;
    progress.done("build", "y");
    expect(progress.remaining()).toBeCloseTo(6000);
    for (let count = 0; count < 20; count++) progress.done("run", "z");
    expect(progress.remaining()).toBe(0);
  });

  test("pieces have estimates of their own, and what was there already tells nothing of the rest", () => {
    const { progress, clock } = open(false);
    clock.now += 60_000;
    progress.expectEach("build", [
      ["there", 4],
      ["new", 4],
    ]);
    progress.expectEach("run", [
      ["short", 1],
      ["long", 9],
    ]);
    progress.done("build", "there", true);
    expect(progress.remaining()).toBeUndefined();
    clock.now += 8000;
    progress.done("build", "new");
    expect(progress.remaining()).toBeCloseTo(20_000);
    clock.now += 2000;
    progress.done("run", "short");
    expect(progress.remaining()).toBeCloseTo(18_000);
  });

  test.each([20, 40, 80, 200])("a moving line fits into %i columns, and the time to go stays", (columns) => {
    const written: string[] = [];
    const clock = { now: 0 };
    const progress = new Progress({ write: (text) => void written.push(text), moving: true, now: () => clock.now, columns: () => columns });
    progress.expect("run", 10, 1);
    clock.now += 5000;
    progress.done("run", "x".repeat(300));
    const line = (written.at(-1) ?? "").replace("\r\u001b[K", "");
    expect(line.length).toBeLessThan(columns);
    expect(line.endsWith("about 45 s to go".slice(-columns + 3))).toBe(true);
  });

  test("work that turns up later is added, also to a phase that was done", () => {
    const { progress, clock, text } = open(false);
    progress.expect("provision", 1, 1);
    clock.now += 1000;
    progress.done("provision", "a");
    progress.expect("provision", 3, 1);
    expect(progress.remaining()).toBeCloseTo(3000);
    clock.now += 20_000;
    progress.done("provision", "b");
    expect(text()).toContain("provision 2/4  b  about 21 s to go\n");
    progress.done("never expected", "c");
    expect(text()).not.toContain("never expected");
  });

  test("a piece that begins is told at once, however little time has passed: it may take long", () => {
    const { progress, written } = open(false);
    progress.expect("run", 1, 1);
    progress.done("run", "last");
    progress.begin("provision", "zig", 12);
    progress.begin("provision", "rust", 12);
    progress.done("provision", "zig");
    expect(written.map((line) => line.split("  ").slice(0, 2))).toEqual([
      ["run 1/1", "last\n"],
      ["provision 0/1", "zig begins\n"],
      ["provision 0/2", "rust begins\n"],
    ]);
  });

  test("without a terminal a thousand pieces are a few lines: the first, one each ten seconds, the last", () => {
    const { progress, written, clock } = open(false);
    progress.expect("run", 1000, 0.1);
    for (let count = 0; count < 1000; count++) {
      clock.now += 25;
      progress.done("run", `cell-${count}`);
    }
    expect(written.map((line) => line.split("  ")[0])).toEqual(["run 1/1000", "run 401/1000", "run 801/1000", "run 1000/1000"]);
    expect(written.every((line) => line.endsWith("\n"))).toBe(true);
    expect(written.join("")).not.toContain("\u001b");
    expect(written[1]).toBe("run 401/1000  cell-400  about 15 s to go\n");
    expect(written.at(-1)).toBe("run 1000/1000  cell-999\n");
  });

  test("on a terminal one line is written over, at most ten times a second, and no longer than a line", () => {
    const { progress, written, clock } = open(true);
    progress.expect("run", 1000, 0.1);
    for (let count = 0; count < 999; count++) {
      clock.now += 1;
      progress.done("run", "x".repeat(300));
    }
    expect(written.length).toBeLessThanOrEqual(11);
    for (const line of written) {
      expect(line.startsWith("\r\u001b[K")).toBe(true);
      expect(line).not.toContain("\n");
      expect(line.length).toBeLessThanOrEqual(114);
    }
  });

  test("what stays is not written behind a moving line, and clearing twice clears once", () => {
    const { progress, written } = open(true);
    progress.expect("run", 2, 1);
    progress.done("run", "x");
    progress.note("a lane is missing");
    expect(written.slice(1)).toEqual(["\r\u001b[K", "a lane is missing\n"]);
    progress.clear();
    expect(written).toHaveLength(3);
  });

  test("what is shown cannot move the cursor", () => {
    const { progress, text } = open(false);
    progress.expect("run", 1, 1);
    progress.done("run", "x\u001b[2J\r");
    progress.note("not here: \u001b[2Jx");
    expect(text().replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });
});

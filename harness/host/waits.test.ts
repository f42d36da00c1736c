import { describe, expect, test } from "vitest";
import { EndWatch, waitFor } from "./waits.ts";

const never = new Promise<never>(() => {});
const stuck = (message: RegExp) => ({
  code: "run/stuck",
  exitCode: 3,
  message: expect.stringMatching(message),
  hint: expect.stringContaining("journal is kept"),
});

/** Timers that still hold the process up. */
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

describe("waitFor", () => {
  test("ends once everything has come, and leaves no timer", async () => {
    const before = timers();
    await waitFor([
      { what: "one", done: Promise.resolve(1) },
      { what: "two", done: new Promise((resolve) => setImmediate(resolve)) },
    ]);
    await waitFor([]);
    expect(timers()).toBe(before);
  });

  test("names what did not come, each name once, and nothing that came", async () => {
    const waits = [
      { what: "a pipe", done: never },
      { what: "a build", done: Promise.resolve() },
      { what: "a pipe", done: never },
      { what: "a machine", done: never },
    ];
    const before = timers();
    await expect(waitFor(waits, 20)).rejects.toMatchObject(stuck(/after 0\.02 s this is still waited for: a pipe, a machine$/));
    expect(timers()).toBe(before);
  });

  test("fails as a wait fails, before its limit", async () => {
    const waits = [
      { what: "a pipe", done: never },
      { what: "a build", done: Promise.reject(new Error("no room")) },
    ];
    await expect(waitFor(waits, 60_000)).rejects.toThrow("no room");
  });
});

describe("EndWatch", () => {
  test("gives what the work gives, however long it takes before its last piece", async () => {
    const watch = new EndWatch(2, "the run", 10);
    const work = new Promise<string>((resolve) => {
      setTimeout(() => {
        watch.give();
        watch.give();
        resolve("all");
      }, 60);
    });
    const before = timers();
    expect(await watch.watch(work)).toBe("all");
    expect(timers()).toBeLessThanOrEqual(before);
  });

  test("fails as the work fails, and takes its timer along", async () => {
    const before = timers();
    const watch = new EndWatch(0, "the run", 60_000);
    expect(timers()).toBe(before + 1);
    await expect(watch.watch(Promise.reject(new Error("no room")))).rejects.toThrow("no room");
    expect(timers()).toBe(before);
  });

  test.each([0, 1, 3])("ends work of %i pieces that gave them all and does not end", async (pieces) => {
    const watch = new EndWatch(pieces, "the last row's processes", 20);
    const ended = watch.watch(never);
    for (let at = 0; at < pieces; at++) watch.give();
    await expect(ended).rejects.toMatchObject(stuck(/nothing is left to do.*the last row's processes$/));
  });

  test("says nothing while a piece is missing, nor where nobody watches", async () => {
    const watch = new EndWatch(2, "the run", 5);
    watch.give();
    const other = new EndWatch(0, "nobody's", 5);
    expect(await Promise.race([watch.watch(never).catch(() => "stuck"), new Promise((resolve) => setTimeout(() => resolve("still running"), 60))])).toBe(
      "still running",
    );
    expect(other).toBeInstanceOf(EndWatch);
  });
});

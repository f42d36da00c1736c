import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { closeInTime, EndWatch, Waits } from "./waits.ts";

const never = new Promise<never>(() => {});
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

describe("closing in time", () => {
  test("is closing, where it ends, and where it fails: nothing is ended by force", async () => {
    const ended: string[] = [];
    const work = (waits: Waits): Promise<void> => waits.until("a process", Promise.resolve(), () => ended.push("a process"));
    await closeInTime("the run", work);
    const broken = new Error("the folder cannot be removed");
    await expect(closeInTime("the run", (waits) => waits.until("a folder", Promise.reject(broken)))).rejects.toBe(broken);
    expect(ended).toEqual([]);
  });

  test("names what it waits for when its time is over, and nothing else, and ends that", async () => {
    const ended: string[] = [];
    const until = (waits: Waits, name: string, work: Promise<unknown>) => waits.until(name, work, () => ended.push(name));
    const closing = closeInTime(
      "the run",
      (waits) => Promise.all([until(waits, "process 1", Promise.resolve()), until(waits, "process 2", never), until(waits, "process 3", never)]),
      20,
    );
    await expect(closing).rejects.toMatchObject({
      code: "host/waits",
      exitCode: 3,
      message: "the run did not close within 0.02 s: it waits for process 2, process 3",
      hint: expect.stringContaining("report it"),
    });
    expect(ended).toEqual(["process 2", "process 3"]);
  });

  test("says so where nobody named what it waits for", async () => {
    await expect(closeInTime("the session", () => never, 20)).rejects.toMatchObject({
      message: expect.stringContaining("it waits for something without a name"),
    });
  });

  test("forgets a wait that failed", async () => {
    const waits = new Waits();
    await expect(waits.until("a", Promise.reject(new Error("no")))).rejects.toThrow("no");
    void waits.until("b", never);
    expect(waits.names).toEqual(["b"]);
  });
});

describe("a process that has an exit code", () => {
  const run = (code: number, rest: string, limitMs = 100) => {
    const script = `import { exitInTime } from ${JSON.stringify(join(import.meta.dirname, "waits.ts"))}; ${rest}; exitInTime(${code}, ${limitMs});`;
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    return { status, stderr };
  };
  const keep = "setInterval(() => {}, 1000); setInterval(() => {}, 1000)";

  test.each([0, 1, 2])("ends with %i, also where its last work takes a while", (code) => {
    expect(run(code, "setTimeout(() => {}, 50)", 60_000)).toEqual({ status: code, stderr: "" });
  });

  test("and is kept by something: that is named, and it ends with 3", () => {
    expect(run(0, keep)).toEqual({
      status: 3,
      stderr: expect.stringMatching(/^error: the command did not close within 0\.1 s: it waits for 2 Timeout \[host\/waits\]\n {2}\S/),
    });
  });

  test("of a harness that broke ends at once: what went wrong has been told", () => {
    expect(run(3, keep, 600_000)).toEqual({ status: 3, stderr: "" });
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
    await expect(ended).rejects.toMatchObject({ code: "host/waits", exitCode: 3, message: expect.stringMatching(/: it waits for the last row's processes$/) });
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

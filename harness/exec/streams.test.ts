import { createWriteStream, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openLateReader } from "../host/pipes.ts";
import type { Running, SignalName } from "../launch/launcher.ts";
import { openFiles, openRelay } from "./streams.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-streams-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const own = (stdin = "") => ({ stdin: Readable.from([Buffer.from(stdin)]), stdout: new PassThrough(), stderr: new PassThrough() });

// What a program writes to a pipe, and then ends.
const write = (path: string, content: string): Promise<void> => pipeline(Readable.from([Buffer.from(content)]), createWriteStream(path));

const program = (): { readonly running: Running; readonly signals: SignalName[] } => {
  const signals: SignalName[] = [];
  return { running: { signal: (name: SignalName) => void signals.push(name) } as unknown as Running, signals };
};

describe.skipIf(process.platform === "win32")("streams of somebody", () => {
  test("are carried as they come, and the end of standard error is told", async () => {
    const mine = own("in\n".repeat(20_000));
    const relay = await openRelay(folder, mine);
    const { paths } = relay;
    const read = text(openLateReader(paths.stdin));
    const shown = text(mine.stdout);
    await Promise.all([write(paths.stdout, "out\n"), write(paths.stderr, "first\nlast\n")]);
    expect(await read).toBe("in\n".repeat(20_000));
    expect(await relay.end(5)).toBe("last\n");
    relay.release();
    mine.stdout.end();
    expect(await shown).toBe("out\n");
  });

  test("come to their end where the program never opened them", async () => {
    const relay = await openRelay(folder, own());
    expect(await relay.end(100)).toBe("");
    relay.release();
  });

  test("of standard error only so much is kept, the end of it", async () => {
    const mine = own();
    mine.stderr.resume();
    const relay = await openRelay(folder, mine, 8);
    await write(relay.paths.stderr, "0123456789abcdef");
    expect(await relay.end(100)).toBe("89abcdef");
    relay.release();
  });

  test.each(["stdout", "stderr"] as const)("a reader of %s that has enough ends the program, also one that starts later", async (name) => {
    const gone = new Writable({ write: (_chunk, _encoding, done) => done(new Error("EPIPE")) });
    const relay = await openRelay(folder, { ...own(), [name]: gone });
    const [early, late] = [program(), program()];
    relay.started?.(early.running);
    await write(relay.paths[name], "x").catch(() => {});
    await expect.poll(() => relay.hadEnough()).toBe(true);
    expect(early.signals).toEqual(["SIGKILL"]);
    relay.started?.(late.running);
    expect(late.signals).toEqual(["SIGKILL"]);
    relay.release();
  });
});

describe.skipIf(process.platform === "win32")("a reader that goes away", () => {
  test("when the program has ended, and before it has read all, is no fault of anybody", async () => {
    let refuse = (_error: Error): void => {};
    const slow = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => {
        refuse = done;
      },
    });
    const relay = await openRelay(folder, { ...own(), stdout: slow });
    await write(relay.paths.stdout, "more than it takes at once");
    await expect.poll(() => slow.writableNeedDrain).toBe(true);
    const end = relay.end(5);
    // Both pipes have come to their end by then.
    setTimeout(() => refuse(new Error("EPIPE")), 100);
    expect(await end).toBe("");
    expect(relay.hadEnough()).toBe(true);
    relay.release();
  });
});

describe("streams as files", () => {
  test("keep the input that is given, and tell the end of standard error", async () => {
    const { paths, end } = openFiles(folder, "/dev/null");
    expect(paths).toEqual({ stdin: "/dev/null", stdout: join(folder, "stdout"), stderr: join(folder, "stderr") });
    writeFileSync(paths.stderr, "first\nlast\n");
    expect(await end(5)).toBe("last\n");
  });

  test("that nobody wrote are empty", async () => {
    const { paths, end } = openFiles(folder, "/dev/null");
    expect(existsSync(paths.stderr)).toBe(false);
    expect(await end(5)).toBe("");
  });
});

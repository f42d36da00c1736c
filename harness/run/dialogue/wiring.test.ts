import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { sleep } from "../../host/clock.ts";
import { PipeStock } from "../../host/pipes.ts";
import { Wiring } from "./wiring.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-wiring-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a program reads at once: bytes, the end, or nothing yet. */
const read = (fd: number): string => {
  const bytes = Buffer.alloc(100);
  try {
    return bytes.toString("utf8", 0, readSync(fd, bytes, 0, 100, null)) || "end";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "";
  }
};

const untilRead = async (fd: number, first: string): Promise<string> => {
  let found = first;
  for (let tries = 0; found === first && tries < 1000; tries++) {
    await sleep(5);
    found = read(fd);
  }
  return found;
};

const openPipe = async (unopened: boolean): Promise<{ readonly wiring: Wiring; readonly fd: number }> => {
  const wiring = new Wiring({ pipes: new Set(["stdin"]), unopened, sockets: undefined, outputBytes: 1000, stock: new PipeStock(folder) });
  const files = { stdin: "/dev/null", stdout: join(folder, "stdout"), stderr: join(folder, "stderr") };
  const { stdin } = await wiring.open(files, { folder, listening: join(folder, "listening") });
  return { wiring, fd: openSync(stdin, constants.O_RDONLY | constants.O_NONBLOCK) };
};

describe.skipIf(process.platform !== "linux")("the pipe of standard input", () => {
  test("is at its end until somebody opens it, has nothing until he writes, and ends with him", async () => {
    const { wiring, fd } = await openPipe(true);
    try {
      expect([read(fd), read(fd)]).toEqual(["end", "end"]);
      wiring.openInput();
      wiring.openInput();
      expect(read(fd)).toBe("EAGAIN");
      wiring.input?.write("late");
      expect(await untilRead(fd, "EAGAIN")).toBe("late");
      expect(read(fd)).toBe("EAGAIN");
      wiring.input?.destroy();
      expect(await untilRead(fd, "EAGAIN")).toBe("end");
    } finally {
      closeSync(fd);
      wiring.release();
    }
    wiring.openInput();
    expect(wiring.input?.destroyed).toBe(true);
  });

  test("is open from the begin where nothing else is said", async () => {
    const { wiring, fd } = await openPipe(false);
    expect(read(fd)).toBe("EAGAIN");
    closeSync(fd);
    wiring.release();
  });
});

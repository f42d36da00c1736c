import { constants, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { makePipes, openReader } from "../../host/pipes.ts";
import { Transcript } from "./transcript.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const pipe = async (): Promise<{ readonly transcript: Transcript; readonly write: (text: string) => number }> => {
  const folder = mkdtempSync(join(tmpdir(), "transcript-"));
  folders.push(folder);
  const path = join(folder, "pipe");
  await makePipes([path], folder);
  const transcript = new Transcript(openReader(path), 100, () => {});
  const fd = openSync(path, constants.O_WRONLY);
  return { transcript, write: (text) => writeSync(fd, text) };
};

test("what comes is compared piece by piece", async () => {
  const { transcript, write } = await pipe();
  write("hello");
  expect(await transcript.expect(Buffer.from("he"), 5000)).toMatchObject({ bytes: 2 });
  expect((await transcript.expect(Buffer.from("lo"), 5000)).failure).toMatchObject({ how: "differs" });
  transcript.close();
});

test("a line comes without its end, and what stands behind it is next", async () => {
  const { transcript, write } = await pipe();
  write("127.0.0.1:1\nhello");
  expect(await transcript.line(5000)).toEqual({ line: "127.0.0.1:1" });
  expect(await transcript.line(50)).toMatchObject({ how: "silent" });
  expect(await transcript.expect(Buffer.from("hello"), 5000)).toMatchObject({ bytes: 5 });
});

test("whoever writes after it is closed has no reader, and what came before is kept", async () => {
  const { transcript, write } = await pipe();
  write("before");
  await transcript.expect(Buffer.from("before"), 5000);
  transcript.close();
  expect(String(await transcript.whole())).toBe("before");
  expect(() => write("after")).toThrow(/EPIPE/);
});

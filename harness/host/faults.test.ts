import { mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkRoom, machineFault } from "./faults.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-faults-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const at = (name: string): string => join(scratch, name);
writeFileSync(at("file"), "");
symlinkSync(at("loop"), at("loop"));

const thrown = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("nothing went wrong");
};

test.each<[string, () => unknown, RegExp]>([
  ["machine/enotdir", () => readFileSync(at("file/below")), /\/file\/below: a file stands where a folder has to be \(open\)$/],
  ["machine/eisdir", () => writeFileSync(scratch, ""), /: a folder stands where a file has to be \(open\)$/],
  ["machine/eloop", () => readFileSync(at("loop")), /\/loop: links lead in a circle \(open\)$/],
  ["machine/enametoolong", () => readFileSync(at("x".repeat(300))), /: a path is too long \(open\)$/],
])("what a real machine refuses is one line: %s", (code, act, message) => {
  const fault = machineFault(thrown(act));
  expect(fault).toMatchObject({ code, exitCode: 3, message: expect.stringMatching(message) });
  expect([fault?.message.includes("\n"), fault?.hint]).toEqual([false, expect.stringMatching(/./)]);
});

test.runIf(process.platform === "linux")("a full disk is one, also where the system does not say of which file", () => {
  const file = openSync("/dev/full", "w");
  expect(machineFault(thrown(() => writeSync(file, "x")))).toMatchObject({ code: "machine/enospc", message: "there is no space left (write)", exitCode: 3 });
});

test("a folder whose disk has too few bytes or files left is full", () => {
  expect(checkRoom(scratch)).toBeUndefined();
  for (const least of [
    { bytes: 2 ** 60, files: 0 },
    { bytes: 0, files: 2 ** 52 },
  ])
    expect(() => checkRoom(scratch, least)).toThrow(expect.objectContaining({ code: "machine/enospc", message: `${scratch}: there is no space left` }));
});

test("what is a fault of the harness is none of the machine", () => {
  for (const error of [new Error("ENOSPC"), "ENOSPC", undefined, { code: "ENOSPC" }, thrown(() => readFileSync(at("absent")))])
    expect(machineFault(error)).toBeUndefined();
});

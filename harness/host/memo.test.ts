import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { randomName } from "./digest.ts";
import { fileMark, remember } from "./memo.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-memo-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe("remember", () => {
  const counting = (answers: readonly (string | undefined)[]) => {
    let calls = 0;
    return { compute: async () => answers[calls++], calls: () => calls };
  };

  test("computes once, also for text that is empty, and by the whole key", async () => {
    const store = join(scratch, randomName());
    const { compute, calls } = counting(["", "other", "third"]);
    expect([await remember(store, { a: 1, b: [2] }, compute), await remember(store, { b: [2], a: 1 }, compute)]).toEqual(["", ""]);
    expect(await remember(store, { a: 1, b: [3] }, compute)).toBe("other");
    expect(calls()).toBe(2);
    expect(await remember(join(scratch, randomName()), { a: 1, b: [2] }, compute)).toBe("third");
  });

  test("computes anew where a byte of it was changed, and never takes one memo for another", async () => {
    const store = join(scratch, randomName());
    const { compute, calls } = counting(["49.0.3", "49.0.3", "44.0.0", "49.0.3"]);
    await remember(store, "version", compute);
    const [path] = readdirSync(join(store, "memo")).map((name) => join(store, "memo", name)) as [string];
    const whole = readFileSync(path, "utf8");
    writeFileSync(path, whole.replace("49.0.3", "48.0.3"));
    expect([await remember(store, "version", compute), readFileSync(path, "utf8")]).toEqual(["49.0.3", whole]);
    await remember(store, "other", compute);
    const other = readdirSync(join(store, "memo")).find((name) => !path.endsWith(name)) as string;
    copyFileSync(join(store, "memo", other), path);
    expect([await remember(store, "version", compute), calls()]).toEqual(["49.0.3", 4]);
  });

  test("does not remember that nothing was found, nor a failure", async () => {
    const store = join(scratch, randomName());
    const { compute } = counting([undefined, "found"]);
    expect(await remember(store, "key", compute)).toBeUndefined();
    await expect(remember(store, "key", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await remember(store, "key", compute)).toBe("found");
  });

  test("many that ask at once all get an answer, and no draft stays", async () => {
    const store = join(scratch, randomName());
    const answers = await Promise.all(Array.from({ length: 20 }, () => remember(store, "key", async () => "x".repeat(100_000))));
    expect(new Set(answers.map((text) => text?.length))).toEqual(new Set([100_000]));
    expect(readdirSync(join(store, "memo"))).toHaveLength(1);
  });
});

test("a file's mark tells that it was written, whatever time it is given", () => {
  const path = join(scratch, randomName());
  writeFileSync(path, "1");
  utimesSync(path, 1, 1);
  const first = fileMark(path);
  const until = performance.now() + 20;
  while (performance.now() < until);
  writeFileSync(path, "2");
  utimesSync(path, 1, 1);
  expect(fileMark(path)).not.toEqual(first);
});

test("a file's mark tells another size and another file", () => {
  const path = join(scratch, randomName());
  writeFileSync(path, "1");
  const first = fileMark(path);
  expect(fileMark(path)).toEqual(first);
  writeFileSync(path, "22");
  const longer = fileMark(path);
  rmSync(path);
  writeFileSync(`${path}-keeps-the-inode`, "");
  writeFileSync(path, "33");
  expect(new Set([first, longer].map((mark) => JSON.stringify(mark))).size).toBe(2);
  expect(JSON.stringify(fileMark(path))).not.toBe(JSON.stringify(first));
});

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-agent-files-"));
const compiler = "cc";
const program = join(scratch, "files");
beforeAll(() => {
  const here = import.meta.dirname;
  execFileSync(compiler, ["-O1", "-o", program, join(here, "files.fixture.c"), join(here, "agent/files.c")]);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Has Python fill a folder, and the agent send and remove it: how many frames it took. */
const carry = (code: string): number => {
  const folder = join(scratch, "tree");
  execFileSync("python3", ["-c", `import os, socket, sys\nos.mkdir(sys.argv[1])\nos.chdir(sys.argv[1])\n${code}`, folder]);
  const [sent, frames] = execFileSync(program, [folder], { encoding: "utf8" }).split(" ").map(Number);
  expect(sent).toBe(0);
  expect(existsSync(folder)).toBe(false);
  return frames as number;
};

describe("the agent sends and removes a tree", () => {
  test("of files, links and folders", () => {
    expect(carry("os.mkdir('a')\nopen('a/b', 'w').write('x')\nos.symlink('/', 'c')")).toBe(5);
  });

  test("of pipes and sockets, for which it does not wait", () => {
    expect(carry("os.mkfifo('a')\nsocket.socket(socket.AF_UNIX).bind('b')")).toBe(3);
  });

  test("of 10,000 levels, by the first ones, also where names are long", () => {
    const levels = (name: string): string => `for level in range(10000):\n os.mkdir('${name}')\n os.chdir('${name}')`;
    expect(carry(levels("d"))).toBe(121);
    expect(carry(levels("d".repeat(200)))).toBeLessThan(30);
  });

  test("of more bytes than are taken, cut", () => {
    expect(carry("os.truncate(os.open('a', os.O_CREAT | os.O_RDWR), 1 << 40)\nopen('b', 'w').write('x')")).toBeLessThan(40);
  });

  test("of more entries than are looked at, by the first ones", () => {
    expect(carry("for number in range(100010):\n os.close(os.open(str(number), os.O_CREAT))")).toBe(100_000);
  });
});

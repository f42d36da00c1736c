import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import type { Command } from "./launcher.ts";
import { compileGuestLauncher, compileStatic, openHostLauncher } from "./open.ts";
import { startSupervised } from "./supervised.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-open-"));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
const place = (): string => {
  const own = join(folder, String(count++));
  mkdirSync(join(own, "bin"), { recursive: true });
  return own;
};
const script = (path: string, text: string): string => {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
};
/** A PATH with nothing but these. */
const onPath = (own: string, programs: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(programs)) script(join(own, "bin", name), text);
  vi.stubEnv("PATH", join(own, "bin"));
};
/** Does as a compiler does: writes what comes after -o, and notes that it was asked. */
const compiler = (own: string, says = "well"): string => `echo "$@" >>'${own}/asked'; while [ "$1" != -o ]; do shift; done; echo ${says} >"$2"`;
const askedOf = (own: string): string[] => (existsSync(join(own, "asked")) ? readFileSync(join(own, "asked"), "utf8").trim().split("\n") : []);

describe("a C program of the harness", () => {
  const source = (own: string, files: Readonly<Record<string, string>>): string => {
    const path = join(own, "tool");
    mkdirSync(path, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
    return path;
  };

  test("is compiled once, all of its files together, and anew when one of them has changed, a header too", async () => {
    const own = place();
    onPath(own, { cc: compiler(own) });
    const path = source(own, { "a.c": "1", "b.c": "2", "c.h": "3" });
    const first = await compileStatic(own, path);
    expect(readFileSync(first as string, "utf8")).toBe("well\n");
    expect(await compileStatic(own, path)).toBe(first);
    expect(askedOf(own)).toEqual([expect.stringMatching(/^-static -O2 -o \S+\/tool \S+\/a\.c \S+\/b\.c$/)]);
    source(own, { "c.h": "4" });
    expect(await compileStatic(own, path)).not.toBe(first);
    expect(askedOf(own)).toHaveLength(2);
  });

  test("is made by the first compiler that can; none that cannot leaves anything", async () => {
    const own = place();
    onPath(own, { cc: "echo 'no static library' >&2; exit 1" });
    const path = source(own, { "a.c": "1" });
    const other = script(join(own, "other"), compiler(own, "by-another"));
    expect(await compileStatic(own, path)).toBeUndefined();
    expect(existsSync(join(own, "launch")) ? readdirSync(join(own, "launch")) : []).toEqual([]);
    expect(readFileSync((await compileStatic(own, path, [[other, "cc"]])) as string, "utf8")).toBe("by-another\n");
    expect(readdirSync(join(own, "tmp"))).toEqual([]);
  });

  test("is not made where there is no compiler", async () => {
    const own = place();
    onPath(own, {});
    expect(await compileStatic(own, source(own, { "a.c": "1" }))).toBeUndefined();
  });

  test("may be one file", async () => {
    const own = place();
    onPath(own, { gcc: compiler(own) });
    writeFileSync(join(own, "alone.c"), "1");
    expect(await compileStatic(own, join(own, "alone.c"))).toMatch(/\/alone$/);
  });
});

describe.skipIf(process.platform !== "linux")("the launcher of a host", () => {
  test("is the launcher program, compiled from all of its files; a static one for machines", async () => {
    const own = place();
    const launcher = await openHostLauncher(own);
    expect([launcher.supervised, launcher.hold !== undefined]).toEqual([true, true]);
    await launcher.close();
    const guest = await compileGuestLauncher(own);
    if (guest !== undefined) expect(statSync(guest).mode & 0o111).not.toBe(0);
  });

  test("is the plain one where it is asked for, and where nothing can compile", async () => {
    const own = place();
    vi.stubEnv("GATEHOUSE_LAUNCHER", "plain");
    expect((await openHostLauncher(own)).supervised).toBe(false);
    vi.unstubAllEnvs();
    onPath(own, {});
    expect((await openHostLauncher(own)).supervised).toBe(false);
  });

  test("takes a compiler that is no program of this machine, where that has none", async () => {
    const own = place();
    const other = script(join(own, "other"), compiler(own, "'#!/bin/sh'"));
    onPath(own, {});
    // What it makes is no launcher program: that is found before anything relies on it.
    const opening = openHostLauncher(own, [[other]]);
    await expect(opening).rejects.toMatchObject({ code: "launch/program", exitCode: 3, hint: expect.stringContaining("GATEHOUSE_LAUNCHER=plain") });
    expect(askedOf(own)).toHaveLength(1);
  });
});

describe("a launcher program that does not work", () => {
  const probe: Command = { argv: ["/bin/true"], env: {}, cwd: "/", stdin: "/dev/null", stdout: "/dev/null", stderr: "/dev/null", limits: {} };

  test.each([
    ["is not there", undefined, /spawn .* ENOENT/],
    ["ends at once", "exit 4", /the launcher program ended with exit 4|EPIPE/],
    ["is ended by a signal", "kill -9 $$", /the launcher program ended with SIGKILL|EPIPE/],
    ["cannot start anything", `echo '{"id":1,"code":-1,"signal":0,"error":"not permitted","stage":"exec","limit":""}'; cat >/dev/null`, /exec: not permitted/],
  ])("since it %s, is found before it is relied upon", async (_, text, says) => {
    const own = place();
    const program = join(own, "program");
    if (text !== undefined) script(program, text);
    await expect(startSupervised(program, probe, ["namespaces", "no"])).rejects.toMatchObject({ code: "launch/program", message: expect.stringMatching(says) });
  });
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { digest } from "../host/digest.ts";
import { home } from "../host/home.ts";
import { exits } from "../suite/binaries.fixture.ts";
import { readWanted } from "./wanted.ts";

const catalog = await loadCatalog(home, () => false);
const folder = mkdtempSync(join(tmpdir(), "gatehouse-wanted-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

const file = join(folder, "program.wasm");
const bytes = exits("(nop)");
writeFileSync(file, bytes);
mkdirSync(join(folder, "data"));
symlinkSync("/", join(folder, "root"));
const read = (dirs: readonly string[], env: readonly string[] = [], path = file) => readWanted(catalog, path, ["--a", ""], dirs, env);

test("a program is told with what it is given", () => {
  vi.stubEnv("FROM_HERE", "yes");
  const wanted = read([`${folder}/data::/in`, `${folder}::a::b`, folder], ["A=b=c", "EMPTY=", "FROM_HERE"]);
  expect(wanted).toEqual({
    wasm: file,
    digest: digest(bytes),
    target: "wasip1",
    args: ["--a", ""],
    env: { A: "b=c", EMPTY: "", FROM_HERE: "yes" },
    directories: [
      { host: join(folder, "data"), guest: "/in" },
      { host: folder, guest: "a::b" },
      { host: folder, guest: folder },
    ],
  });
});

test.each<[string, () => unknown]>([
  ["exec/no-file", () => read([], [], join(folder, "absent.wasm"))],
  ["exec/no-file", () => read([], [], folder)],
  ["exec/no-wasm", () => read([], [], import.meta.filename)],
  ["exec/directory", () => read([join(folder, "absent")])],
  ["exec/directory", () => read(["/::/"])],
  ["exec/directory", () => read(["/tmp/..::/x"])],
  ["exec/directory", () => read([`${folder}/root::/x`])],
  ["exec/directory", () => read([`${folder}::/x`, `${folder}/data::/x`])],
  ["exec/directory", () => read(["::/x"])],
  ["exec/directory", () => read([`${folder}::`])],
  ["exec/variable", () => read([], ["GATEHOUSE_NOT_SET_HERE"])],
  ["exec/variable", () => read([], ["=x"])],
  ["exec/variable", () => read([], [""])],
])("%s is one error with a hint", (code, act) => {
  expect(act).toThrow(expect.objectContaining({ code, exitCode: 2, hint: expect.stringMatching(/./) }));
});

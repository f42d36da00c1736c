import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { GatehouseError } from "../model/errors.ts";
import { loadExpectations } from "./expectations.ts";
import { loadCatalog } from "./load.ts";

const root = join(import.meta.dirname, "../..");
const temporary = mkdtempSync(join(tmpdir(), "gatehouse-hostile-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

// A small tree whose manifests are the real ones.
const parts = [
  "targets",
  "languages/c",
  "languages/wat",
  "workloads/fibonacci",
  "workloads/must-trap",
  "workloads/isolation",
  "harness/runtimes/wasmtime",
  "harness/keeps/nil",
];
const absent = new Set(readdirSync(join(root, "languages")).filter((id) => !["c", "wat"].includes(id)));
const manifests = [
  "languages/c/language.toml",
  "workloads/fibonacci/workload.toml",
  "workloads/isolation/workload.toml",
  "harness/runtimes/wasmtime/runtime.toml",
  "harness/keeps/nil/keep.toml",
  "results/expectations/some.toml",
];
const known = `[[expectation]]\ncells = "fibonacci/*,c/*,wasmtime@*"\ncause = "exit"\nreleases = ">=40"\nreason = "a reason that is long enough"\nuntil = "2099-01-01"\n`;

let count = 0;
const makeTree = (): string => {
  const tree = join(temporary, `tree-${count++}`);
  for (const part of parts)
    cpSync(join(root, part), join(tree, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !absent.has(/\/workloads\/[^/]+\/([^/.]+)[^/]*$/.exec(path)?.[1] ?? ""),
    });
  mkdirSync(join(tree, "results/expectations"), { recursive: true });
  writeFileSync(join(tree, "results/expectations/some.toml"), known);
  return tree;
};

// Either it loads, or there is one GatehouseError that names its place and says what to do; never anything else.
const outcome = async (tree: string): Promise<"loaded" | GatehouseError> => {
  try {
    await loadExpectations(await loadCatalog(tree));
    return "loaded";
  } catch (error) {
    if (!(error instanceof GatehouseError)) throw error;
    expect(error.exitCode).toBe(2);
    expect(error.hint.length).toBeGreaterThan(3);
    expect(error.place?.file, error.message).toBeTruthy();
    expect(error.message.length).toBeLessThan(5000);
    return error;
  }
};

test("the untouched tree loads", async () => {
  expect(await outcome(makeTree())).toBe("loaded");
});

const mutation = fc.oneof(
  fc.record({ how: fc.constant("cut" as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ how: fc.constant("flip" as const), at: fc.double({ min: 0, max: 1, noNaN: true }), bit: fc.integer({ min: 0, max: 7 }) }),
  fc.record({
    how: fc.constant("insert" as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.oneof(
      fc.string(),
      fc.constantFrom(
        "[[[",
        "\u0000",
        "= = =",
        '"""',
        "\u202e",
        "[case]\n",
        `x = "${"y".repeat(100_000)}"\n`,
        "a.b.c = 1\n",
        "__proto__ = 1\n",
        "[__proto__]\nx = 1\n",
        "id = 99999999999999999999\n",
      ),
    ),
  }),
  fc.record({
    how: fc.constant("value" as const),
    index: fc.nat(200),
    text: fc.constantFrom(
      "nan",
      "-1",
      "{}",
      "[]",
      '""',
      "1979-05-27",
      '"../../../../etc/passwd"',
      '"/etc/passwd"',
      '"{bin.sh}"',
      '"{nothing}"',
      "true",
      '"\\u0000"',
      `"${"z".repeat(70_000)}"`,
      "[[[]]]",
      "99999999999",
    ),
  }),
);

test("manifests that are broken in generated ways give one clear error, or are still good", async () => {
  const tree = makeTree();
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...manifests), mutation, async (manifest, change) => {
      const path = join(tree, manifest);
      const good = readFileSync(path);
      let bytes = Buffer.from(good);
      if (change.how === "cut") bytes = bytes.subarray(0, Math.floor(change.at * bytes.length));
      else if (change.how === "flip") {
        const at = Math.min(bytes.length - 1, Math.floor(change.at * bytes.length));
        bytes[at] = (bytes[at] ?? 0) ^ (1 << change.bit);
      } else if (change.how === "insert") {
        const at = Math.floor(change.at * bytes.length);
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(change.text), bytes.subarray(at)]);
      } else {
        const values = [...good.toString().matchAll(/= (.+)$/gm)];
        const chosen = values[change.index % values.length];
        if (chosen) bytes = Buffer.from(good.toString().slice(0, chosen.index + 2) + change.text + good.toString().slice(chosen.index + chosen[0].length));
      }
      writeFileSync(path, bytes);
      try {
        if ((await outcome(tree)) !== "loaded") refused++;
      } finally {
        writeFileSync(path, good);
      }
    }),
    { numRuns: 400 },
  );
  // Most of these changes must be noticed, or the property shows nothing.
  expect(refused).toBeGreaterThan(100);
});

test.each([
  [
    "a fixture outside of its folder",
    "workloads/fibonacci/workload.toml",
    /file = "expected\/10000.txt"/,
    'file = "../../languages/c/language.toml"',
    /leads out/,
  ],
  ["an absolute path", "workloads/fibonacci/workload.toml", /file = "expected\/10000.txt"/, 'file = "/etc/passwd"', /leads out/],
  ["a placeholder that is not known", "languages/c/language.toml", /"\{out\}"/, '"{home}"', /\{home\} is not a placeholder/],
  ["a package that is not there", "languages/c/language.toml", /packages = \["zig", /, 'packages = ["zag", ', /there is no package zag/],
  [
    "a regular expression that is none",
    "harness/runtimes/wasmtime/runtime.toml",
    /stderr = "unknown import: \.\*"/,
    'stderr = "("',
    /Invalid regular expression/,
  ],
  ["a known failure without a reason", "results/expectations/some.toml", /reason = ".*"/, 'reason = ""', /expected/],
  ["a pattern that fits nothing", "results/expectations/some.toml", /fibonacci/, "fibonnaci", /fits no cell/],
  ["one of several that fits nothing", "results/expectations/some.toml", /cells = (".*")/, 'cells = [$1, "fibonnaci/small,*,*"]', /"fibonnaci.* fits no cell/],
  ["a list of one pattern", "results/expectations/some.toml", /cells = (".*")/, "cells = [$1]", /expected/],
  ["two cases of one id", "workloads/fibonacci/workload.toml", /id = "small"/, 'id = "zero"', /two cases zero/],
])("%s is refused", async (_, manifest, pattern, replacement, message) => {
  const tree = makeTree();
  const path = join(tree, manifest);
  const text = readFileSync(path, "utf8");
  expect(text).toMatch(pattern);
  writeFileSync(path, text.replace(pattern, replacement));
  const found = await outcome(tree);
  expect(found).toBeInstanceOf(GatehouseError);
  expect((found as GatehouseError).message).toMatch(message);
});

test("a symlink that leads out of a workload is refused, also as a manifest's file", async () => {
  const tree = makeTree();
  rmSync(join(tree, "workloads/fibonacci/expected/10000.txt"));
  symlinkSync("/etc/passwd", join(tree, "workloads/fibonacci/expected/10000.txt"));
  const found = await outcome(tree);
  expect(found).toBeInstanceOf(GatehouseError);
  expect((found as GatehouseError).message).toMatch(/leads out/);
});

test("a folder that is no language and a folder without a manifest are named", async () => {
  const tree = makeTree();
  mkdirSync(join(tree, "workloads/fibonacci/klingon"));
  expect(((await outcome(tree)) as GatehouseError).code).toBe("port/unknown-language");
  rmSync(join(tree, "workloads/fibonacci/klingon"), { recursive: true });
  mkdirSync(join(tree, "languages/empty"));
  expect(((await outcome(tree)) as GatehouseError).message).toMatch(/no such manifest/);
});

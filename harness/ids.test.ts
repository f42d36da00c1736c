import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { expect, test } from "vitest";
import { loadCatalog } from "./catalog/load.ts";

const harness = import.meta.dirname;
const { languages, runtimes, keeps, targets } = await loadCatalog(join(harness, ".."));
const toolchains = [...languages.values()].flatMap(({ manifest }) => Object.keys(manifest.toolchain));
const ids = new Set([...languages.keys(), ...toolchains, ...runtimes.keys(), ...keeps.keys(), ...targets.keys()]);

/** Where an id may stand all the same, and why. */
const allowed: readonly { readonly id: string; readonly places: readonly string[]; readonly why: string }[] = [
  { id: "nil", places: [""], why: "a word of the design: where nothing isolates, and what every other Keep is held against" },
  {
    id: "go",
    places: ["provision/", "probe/inspect.ts", "report/repro-needs.ts", "model/packages.ts", "bisect/compilers.ts"],
    why: "a source of packages, and the client that gets them",
  },
  {
    id: "cargo",
    places: ["provision/", "probe/inspect.ts", "report/repro-needs.ts", "model/packages.ts", "catalog/lint-words.ts", "bisect/compilers.ts"],
    why: "a source of packages, and the client that gets them",
  },
  { id: "kvm", places: ["launch/machine/"], why: "an accelerator of QEMU" },
  { id: "wasip1", places: ["commands/exec.ts"], why: "a word of other tools' commands" },
  { id: "javascript", places: ["host/serve.ts"], why: "a media type" },
  { id: "python", places: ["provision/pypi.ts"], why: "the interpreter that pip is a module of" },
  { id: "clang", places: ["launch/open.ts"], why: "a compiler of the machine, for the launcher program" },
  { id: "wasm-tools", places: ["shrink/"], why: "the tool that takes random steps to smaller modules" },
  {
    id: "d",
    places: ["differ/components.ts", "differ/preview1.ts", "differ/words.ts", "report/repro-ending.ts", "launch/machine/"],
    why: "a letter: of a directory in generated programs, of a frame, of a pattern",
  },
  { id: "node-wasi", places: ["contribute/skeleton.ts"], why: "a new runtime begins with a copy of its host script" },
];

const strings = (line: string): string[] => [...line.matchAll(/(["'`])((?:\\.|(?!\1).)*)\1/g)].map((match) => match[2] as string);

// Short ids are words of their own in any text: they count where they are the whole string.
const isNamed = (text: string, id: string): boolean =>
  text === id || (id.length > 5 && new RegExp(`(?<![A-Za-z0-9_-])${id}(?![A-Za-z0-9_-])`).test(text)) || new RegExp(`[./]${id}[./@,]`).test(text);

/** Ids that stand in a file's strings; an example of a command line is none, nor a file that is loaded when it is needed. */
const idsIn = (text: string): string[] => {
  const code = text.split("\n").filter((line) => !/^\s*(import|export .* from|\/\/|\/\*|\*)/.test(line));
  const found = code
    .map((line) => line.replace(/\bimport\("[^"]*"\)/g, ""))
    .flatMap(strings)
    .filter((own) => !/^(npx )?gatehouse /.test(own));
  return [...ids].filter((id) => found.some((own) => isNamed(own, id)));
};

const files = readdirSync(harness, { recursive: true, encoding: "utf8" })
  .map((file) => file.split(sep).join("/"))
  .filter((file) => /\.(ts|mjs|c)$/.test(file) && !/\.(test|fixture)\.(ts|c)$/.test(file) && !file.includes("node_modules/"))
  .filter((file) => !/^(runtimes|keeps|mini|model\/generated|contribute\/skeleton)\//.test(file));

const isAllowed = (file: string, id: string): boolean => allowed.some((each) => each.id === id && each.places.some((place) => file.startsWith(place)));

test("no language, toolchain, runtime, Keep or target is named in the harness", () => {
  expect(files.length).toBeGreaterThan(150);
  const named = files.flatMap((file) =>
    idsIn(readFileSync(join(harness, file), "utf8"))
      .filter((id) => !isAllowed(file, id))
      .map((id) => `${file} names ${id}`),
  );
  expect(named, "say it in a manifest, as a key that any may have").toEqual([]);
});

test("what is allowed is there", () => {
  const stale = allowed.filter(
    ({ id, places }) => !places.every((place) => files.some((file) => file.startsWith(place) && idsIn(readFileSync(join(harness, file), "utf8")).includes(id))),
  );
  expect(stale).toEqual([]);
});

test.each<[string, readonly string[]]>([
  ['const plainest = ["c", "rust"];', ["c", "rust"]],
  ["if (id === 'wasmtime') run();", ["wasmtime"]],
  ['const hint = "install wasmtime first";', ["wasmtime"]],
  ['const known = target === "wasip2";', ["wasip2"]],
  ['join(root, "harness/runtimes/jco/host.mjs")', ["jco"]],
  ['  "gatehouse run language=rust,go runtime=wasmtime  some languages",', []],
  ["// wasmtime turns exit codes over 125 into 1: `wasmtime`", []],
  ['const text = "go on with c";', []],
  ['import { x } from "./snp.ts";', []],
])("%s", (line, found) => {
  expect(idsIn(line).sort()).toEqual(found);
});

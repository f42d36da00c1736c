import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { describe, expect, test } from "vitest";

const harness = import.meta.dirname;

/** Who may import whom, besides its own folder. A folder that is not here may not be there. */
const pure = ["model"];
const outside = ["model", "host"];
const running = [...outside, "launch"];
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  host: ["model"],
  catalog: outside,
  provision: outside,
  launch: outside,
  record: [...outside, "judge"],
  build: running,
  run: running,
  plan: pure,
  judge: pure,
  gate: pure,
  measure: pure,
  report: pure,
  probe: [...running, "provision", "plan", "run"],
  engine: [...running, "catalog", "provision", "probe", "plan", "build", "run", "judge", "record", "report"],
  bench: [...running, "catalog", "probe", "plan", "build", "run", "judge", "record", "measure", "report", "engine"],
  candidate: [...running, "catalog", "plan", "judge", "gate", "measure", "record", "report", "engine", "bench"],
  faults: [...running, "catalog", "probe", "plan", "build", "run", "judge", "record", "report", "engine"],
  suite: ["model", "host", "catalog", "build", "judge"],
  contribute: [...running, "catalog", "probe", "plan", "build", "run", "judge", "record", "report", "engine", "guide", "review"],
  review: [...outside, "catalog", "plan", "run", "judge", "record", "report"],
  repro: [...outside, "catalog", "build", "run", "judge", "record", "report", "review"],
  site: [...outside, "catalog", "plan", "judge", "gate", "measure", "record", "report", "review", "repro", "candidate"],
  differ: [...running, "catalog", "plan", "build", "run", "judge", "record", "report", "engine", "trace"],
  bisect: ["model", "host", "plan", "judge", "record", "engine", "trace"],
  older: [...outside, "catalog", "plan", "engine", "bisect"],
  shrink: [...outside, "plan", "build", "run", "judge", "record", "report", "engine", "trace"],
  trace: [...running, "catalog", "plan", "build", "run", "judge", "record", "report", "engine"],
  exec: [...running, "catalog", "plan", "probe", "build", "run", "engine"],
  guide: [...running, "probe", "plan", "report", "engine"],
  commands: [
    ...["model", "host", "catalog", "provision", "record", "launch", "build", "run", "plan", "judge", "gate", "measure", "report"],
    ...[
      "probe",
      "engine",
      "bench",
      "candidate",
      "faults",
      "suite",
      "contribute",
      "review",
      "repro",
      "trace",
      "differ",
      "exec",
      "guide",
      "site",
      "bisect",
      "shrink",
      "older",
    ],
  ],
};

/** What is a door to the world, and the only places that it may stand in. */
const doors: readonly { readonly what: RegExp; readonly name: string; readonly places: readonly string[] }[] = [
  { name: "execa", what: /["']execa["']/, places: ["host/", "launch/"] },
  { name: "child_process", what: /["'](node:)?child_process["']/, places: ["host/", "launch/"] },
  {
    name: "process.env",
    what: /\bprocess\s*(\?\.|\.|\[\s*["'])\s*env\b|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*"(node:)?process"/,
    places: ["host/environment.ts"],
  },
  { name: "Date.now", what: /\bDate\s*\.\s*now\b|\bnew Date\(\)/, places: ["host/"] },
  // What only one system has.
  { name: "Linux", what: /["'`]\/(?:proc|sys|dev\/(?!null)|etc)\b|\bprocess\s*\.\s*platform\s*[!=]==/, places: ["host/", "launch/"] },
  // What is loaded at once, but only when it is needed.
  { name: "createRequire", what: /\bcreateRequire\b/, places: ["host/schema-set.ts"] },
];
// The only place that may load what is named when it runs: scripts of runtimes.
const hooks = "host/hooks.ts";
const withoutBuiltins = ["model", "plan", "judge", "gate", "measure", "report"];

const importsIn = (text: string): string[] => [
  ...[...text.matchAll(/^\s*(?:import|export)\b[^"';`]*\bfrom\s*["']([^"']+)["']/gm)].map((match) => match[1] as string),
  ...[...text.matchAll(/^\s*import\s*["']([^"']+)["']/gm)].map((match) => match[1] as string),
  ...[...text.matchAll(/\bimport\s*\(\s*(?:["']([^"']+)["']|([^"'\s)]))/g)].map((match) => match[1] ?? "a module named only when it runs"),
];

/** What a file of harness/ does that the table does not allow; `file` is relative to harness/. */
const violations = (file: string, text: string): string[] => {
  const [folder] = file.split("/") as [string];
  const allowed = mayImport[folder];
  if (!allowed) return [`${file}: there is no folder ${folder} in the table`];
  const imports = importsIn(text).flatMap((name): string[] => {
    if (name.startsWith("a module")) return file === hooks ? [] : [`${file} imports ${name}`];
    if (name.startsWith("node:") && withoutBuiltins.includes(folder)) return [`${file} imports ${name}, but ${folder} is pure`];
    if (!name.startsWith(".")) return [];
    const target = relative(harness, join(harness, dirname(file), name))
      .split(sep)
      .join("/");
    if (target.startsWith("..")) return [`${file} imports ${target}, outside of harness`];
    const [to] = target.split("/") as [string];
    return to === folder || allowed.includes(to) ? [] : [`${file} imports ${target}`];
  });
  const opened = doors
    .filter(({ what, places }) => what.test(text) && !places.some((place) => file.startsWith(place)))
    .map(({ name }) => `${file} uses ${name}`);
  return [...imports, ...opened];
};

/** Ways by which files import each other in a circle, each once: `graph` names what each file imports. Types count, for what reads one file must read the other. */
const circles = (graph: ReadonlyMap<string, readonly string[]>): string[] => {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(" -> "));
    if (at >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
};

const files = readdirSync(harness, { recursive: true, encoding: "utf8" })
  .map((file) => file.split(sep).join("/"))
  .filter((file) => file.endsWith(".ts") && !/\.(test|fixture)\.ts$/.test(file) && !file.includes("node_modules/"))
  // Manifests with the host scripts of runtimes, and what tests run: nothing in the table may import either.
  .filter((file) => !/^(runtimes|keeps|mini)\//.test(file));

describe("layers", () => {
  test("every import and every door to the world is where the table says", () => {
    expect(files.flatMap((file) => violations(file, readFileSync(join(harness, file), "utf8")))).toEqual([]);
  });

  test("no file imports itself by way of others, not for types either", () => {
    const graph = new Map(
      files.map((file) => {
        const own = importsIn(readFileSync(join(harness, file), "utf8")).filter((name) => name.startsWith("."));
        return [
          file,
          own.map((name) =>
            relative(harness, join(harness, dirname(file), name))
              .split(sep)
              .join("/"),
          ),
        ];
      }),
    );
    expect(circles(graph)).toEqual([]);
    expect(graph.get("commands/main.ts")).toContain("commands/run.ts");
  });

  test.each<[string, Record<string, string[]>, string[]]>([
    ["itself", { a: ["a"] }, ["a -> a"]],
    ["two", { a: ["b"], b: ["a"] }, ["a -> b -> a"]],
    ["three, from outside", { a: ["b"], b: ["c"], c: ["d"], d: ["b"] }, ["b -> c -> d -> b"]],
    ["two ways to one file", { a: ["b", "c"], b: ["d"], c: ["d"], d: [] }, []],
    ["a circle behind a file that was seen", { a: ["b"], b: [], c: ["b", "d"], d: ["c"] }, ["c -> d -> c"]],
  ])("finds circles: %s", (_, graph, found) => {
    expect(circles(new Map(Object.entries(graph)))).toEqual(found);
  });

  test("the scan reads the files that there are, and all that they import", () => {
    const all = files.flatMap((file) => importsIn(readFileSync(join(harness, file), "utf8")).map((name) => [file, name] as const));
    expect(files.length).toBeGreaterThan(70);
    expect(new Set(files.map((file) => file.split("/")[0]))).toEqual(
      new Set(Object.keys(mayImport).filter((folder) => existsSync(join(harness, folder)) && readdirSync(join(harness, folder)).length > 0)),
    );
    expect(all.filter(([, name]) => name.startsWith(".")).length).toBeGreaterThan(250);
    for (const [file, name] of all.filter(([, own]) => own.startsWith(".")))
      expect(existsSync(join(harness, dirname(file), name)), `${file}: ${name}`).toBe(true);
    expect(importsIn(readFileSync(join(harness, "catalog/locate.ts"), "utf8"))).toContain("toml-eslint-parser");
  });

  test("tests and scripts are never imported, and nobody imports the commands", () => {
    const imported = files.flatMap((file) => importsIn(readFileSync(join(harness, file), "utf8")).map((name) => `${file} imports ${name}`));
    expect(imported.filter((line) => /\.(test|fixture)\.ts$|\/scripts\//.test(line))).toEqual([]);
    expect(Object.values(mayImport).flat()).not.toContain("commands");
  });

  test.each<[string, string]>([
    ["model/a.ts", 'import { x } from "../host/files.ts";'],
    ["model/a.ts", 'import { readFileSync } from "node:fs";'],
    ["host/a.ts", 'import type { X } from "../launch/launcher.ts";'],
    ["judge/a.ts", 'import {\n  x,\n  y,\n} from "../host/digest.ts";'],
    ["judge/deep/a.ts", 'import { x } from "../../record/read.ts";'],
    ["report/a.ts", 'export * from "../judge/fold.ts";'],
    ["report/a.ts", 'export type { X } from "../judge/fold.ts";'],
    ["run/a.ts", 'import "../record/journal.ts";'],
    ["run/a.ts", 'const x = await import("../judge/judge.ts");'],
    ["run/a.ts", "const x = await import(name);"],
    ["record/a.ts", 'import { x } from "../commands/run.ts";'],
    ["commands/a.ts", 'import { x } from "../../scripts/check.ts";'],
    ["commands/a.ts", 'import { x } from "../new-folder/x.ts";'],
    ["commands/a.ts", 'import { traits } from "../mini/traits.ts";'],
    ["new-folder/a.ts", ""],
    ["provision/a.ts", 'import { execa } from "execa";'],
    ["commands/a.ts", 'import { spawn } from "node:child_process";'],
    ["commands/a.ts", 'import { spawn } from "child_process";'],
    ["launch/a.ts", "const x = process.env;"],
    ["host/files.ts", 'const x = process["env"];'],
    ["commands/a.ts", "const { env } = process;"],
    ["report/a.ts", "const now = Date.now();"],
    ["record/a.ts", "const now = new Date();"],
    ["run/a.ts", 'const x = readFileSync("/proc/self/stat");'],
    ["commands/a.ts", 'if (process.platform === "linux") run();'],
  ])("%s may not say %j", (file, text) => {
    expect(violations(file, text)).toHaveLength(1);
  });

  test.each<[string, string]>([
    ["host/a.ts", 'import { execa } from "execa";\nconst now = Date.now();'],
    ["launch/a.ts", 'import { spawn } from "node:child_process";\nimport { x } from "../host/clock.ts";'],
    ["host/environment.ts", "const x = process.env;"],
    ["host/hooks.ts", "const x = await import(name);"],
    ["run/a.ts", 'import type { X } from "../launch/launcher.ts";\nimport { y } from "./b.ts";'],
    ["plan/a.ts", 'import { satisfies } from "semver";\nconst options = { env: 1, process: 2 };'],
    ["commands/deep/a.ts", 'import { x } from "../../judge/judge.ts";'],
  ])("%s may say %j", (file, text) => {
    expect(violations(file, text)).toEqual([]);
  });
});

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "smol-toml";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeAtomic } from "./files.ts";
import { SchemaSet } from "./schema-set.ts";
import { Checker, type SchemaName } from "./schemas.ts";

const folder = join(import.meta.dirname, "../../schemas");
const scratch = mkdtempSync(join(tmpdir(), "gatehouse-schemas-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const [there, none] = [join(scratch, "cache"), join(scratch, "none")];

beforeAll(() => {
  // What was compiled ahead takes functions of ajv's.
  symlinkSync(join(folder, "../node_modules"), join(scratch, "node_modules"));
  const set = new SchemaSet(folder, there);
  for (const name of set.names) writeAtomic(set.pathAhead(name), set.compileAhead(name));
});

const read = (text: string, format: (text: string) => unknown): unknown[] => {
  try {
    return [format(text)];
  } catch {
    return [];
  }
};

/** Every example of the schemas' pages and folders that can be read at all, good and bad. */
const examples: readonly (readonly [SchemaName, unknown])[] = readdirSync(join(folder, "examples")).flatMap((schema) =>
  readdirSync(join(folder, "examples", schema), { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile()) return [];
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    const values = entry.name.endsWith(".toml")
      ? read(text, parse)
      : entry.name.endsWith(".ndjson")
        ? text.split("\n").flatMap((line) => read(line, JSON.parse))
        : [];
    return values.map((value) => [schema as SchemaName, value] as const);
  }),
);

test("validators that were compiled ahead give the same errors as those of this process, on every example", () => {
  const [ahead, here] = [new Checker(new SchemaSet(folder, there)), new Checker(new SchemaSet(folder, none))];
  const found = examples.map(([name, value]) => ahead.mismatch(name, value));
  expect(found).toEqual(examples.map(([name, value]) => here.mismatch(name, value)));
  expect([found.includes(undefined), found.filter((each) => each !== undefined).length > 50]).toEqual([true, true]);
});

/** A value with each of its parts in turn replaced by another kind of value, or taken away. */
function* changed(value: unknown): Generator<unknown> {
  yield* [null, 0, -1.5, "", "x/../y", [], {}, true];
  if (value === null || typeof value !== "object") return;
  for (const [key, child] of Object.entries(value)) {
    const copy = (part: Record<string, unknown>): unknown => (Array.isArray(value) ? Object.values({ ...value, ...part }) : { ...value, ...part });
    const { [key]: _, ...without } = value as Record<string, unknown>;
    yield Array.isArray(value) ? Object.values(without) : without;
    for (const other of changed(child)) yield copy({ [key]: other });
  }
  if (!Array.isArray(value)) yield { ...value, more: 1 };
}

test("they take and refuse the same values, however an example is changed", () => {
  const set = new SchemaSet(folder, there);
  let [taken, refused] = [0, 0];
  for (const [name, example] of examples) {
    const [ahead, quick] = [set.loadAhead(name), set.compile(name, "quick")];
    for (const value of changed(example)) {
      const fits = quick(value);
      if (ahead?.(value) !== fits) throw new Error(`${name}: ${JSON.stringify(value)}: compiled ahead ${ahead?.(value)}, here ${fits}`);
      if (fits) taken++;
      else refused++;
    }
  }
  expect(taken).toBeGreaterThan(1000);
  expect(refused).toBeGreaterThan(10_000);
});

test("another schema is not taken for the one that was compiled ahead", () => {
  const other = join(scratch, "other");
  cpSync(folder, other, { recursive: true });
  const file = join(other, "policy.schema.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"additionalProperties": false', '"additionalProperties": true'));
  const set = new SchemaSet(other, there);
  expect(set.names.map((name) => set.loadAhead(name))).toEqual(set.names.map(() => undefined));
  const policy = { more: 2 };
  expect(new Checker(set).mismatch("policy", policy)?.path).not.toEqual(["more"]);
  expect(new Checker(new SchemaSet(folder, there)).mismatch("policy", policy)?.path).toEqual(["more"]);
});

test("what is measured is taken out", () => {
  const checker = new Checker(new SchemaSet(folder, none));
  const header = examples.find(([name, each]) => name === "record" && (each as { kind: string }).kind === "header")?.[1] as Record<string, unknown>;
  expect(checker.mismatch("record", header)).toBeUndefined();
  const { run, day, chain, ...rest } = header;
  expect([run, day, chain]).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  expect(checker.withoutMeasured("record", header)).toEqual(rest);
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "smol-toml";
import { afterAll, expect, test } from "vitest";
import { mismatch, type SchemaName } from "../harness/host/schemas.ts";
import type { Header, JournalLine } from "../harness/model/generated/journal.ts";
import { Journal } from "../harness/record/journal.ts";
import { readJournal } from "../harness/record/read.ts";

const folder = join(import.meta.dirname, "examples");
const scratch = mkdtempSync(join(tmpdir(), "gatehouse-schemas-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Example {
  readonly schema: SchemaName;
  readonly value: unknown;
}

const manifests = (["language", "workload", "runtime", "releases", "keep"] as const).flatMap((schema): Example[] =>
  readdirSync(join(folder, schema))
    .filter((name) => name.startsWith("good"))
    .map((name) => ({ schema, value: parse(readFileSync(join(folder, schema, name), "utf8")) })),
);
const journal = readJournal(join(folder, "journal/good.ndjson"));
const values: readonly Example[] = [...manifests, ...journal.lines.map((value): Example => ({ schema: "journal", value }))];

type Path = readonly (string | number)[];

const isObject = (value: unknown): value is object => value !== null && typeof value === "object";

const pathsIn = (value: unknown, at: Path = []): Path[] => [
  at,
  ...(isObject(value) ? Object.entries(value).flatMap(([key, child]) => pathsIn(child, [...at, Array.isArray(value) ? Number(key) : key])) : []),
];

const at = (value: unknown, path: Path): unknown => path.reduce((part, key) => (part as Record<string | number, unknown>)[key], value);

// Not an assignment: `__proto__` must become a key like any other.
const put = (value: object, key: string | number, child: unknown): void => {
  Object.defineProperty(value, key, { value: child, enumerable: true, configurable: true, writable: true });
};

const freeForm = new Set<string | number | undefined>(["env", "process-env", "bin", "files", "packages"]);

const isClosed = (value: unknown, path: Path): boolean => isObject(at(value, path)) && !Array.isArray(at(value, path)) && !freeForm.has(path.at(-1));

const schemaTexts = readdirSync(join(folder, ".."))
  .filter((name) => name.endsWith(".schema.json"))
  .map((name) => readFileSync(join(folder, "..", name), "utf8"));

// Any quoted text of a schema may be a key; what a schema never says cannot be one.
const unknownKey = fc
  .oneof(fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", "Id", "id ", "0", ""), fc.string(), fc.string({ unit: "grapheme" }))
  .filter((key) => schemaTexts.every((text) => !text.includes(`${JSON.stringify(key)}:`)));

const example = fc.constantFrom(...values);

test("an unknown key is refused in every table, and named", () => {
  const place = example.chain(({ schema, value }) =>
    fc.record({ schema: fc.constant(schema), value: fc.constant(value), path: fc.constantFrom(...pathsIn(value).filter((path) => isClosed(value, path))) }),
  );
  fc.assert(
    fc.property(place, unknownKey, ({ schema, value, path }, key) => {
      const changed = structuredClone(value);
      put(at(changed, path) as object, key, 1);
      expect(mismatch(schema, changed)?.path).toEqual([...path, key]);
    }),
    { numRuns: 1000 },
  );
});

test("every table that the examples have refuses an unknown key", () => {
  for (const { schema, value } of values) {
    for (const path of pathsIn(value).filter((each) => isClosed(value, each))) {
      const changed = structuredClone(value);
      put(at(changed, path) as object, "colour!", 1);
      expect({ path, found: mismatch(schema, changed)?.path }).toEqual({ path, found: [...path, "colour!"] });
    }
  }
});

test("whatever stands in the place of a value, what is told of it has a place and words", () => {
  const place = example.chain(({ schema, value }) =>
    fc.record({ schema: fc.constant(schema), value: fc.constant(value), path: fc.constantFrom(...pathsIn(value).slice(1)) }),
  );
  fc.assert(
    fc.property(place, fc.jsonValue(), ({ schema, value, path }, child) => {
      const changed = structuredClone(value);
      put(at(changed, path.slice(0, -1)) as object, path.at(-1) as string, child);
      const found = mismatch(schema, changed);
      if (!found) return;
      expect(isObject(at(changed, found.path.slice(0, -1))) || found.path.length === 0).toBe(true);
      for (const words of [found.expected, found.actual, found.hint]) expect(words).toMatch(/\S/);
      expect(found.expected).not.toMatch(/undefined|must /);
    }),
    { numRuns: 1000 },
  );
});

test("a megabyte of mistakes is told of at once", () => {
  const steps = Array.from({ length: 100_000 }, () => ({ a: 1 }));
  const value = { id: "a", title: "A", kind: "probe", about: "a", case: [{ id: "a", needs: [], steps }] };
  const start = performance.now();
  expect(mismatch("workload", value)?.path).toEqual(["case", 0, "steps", 0]);
  expect(performance.now() - start).toBeLessThan(5000);
});

const header = journal.header;
const workers = journal.lines.filter((line) => line.kind === "worker");
const facts = journal.lines.filter((line) => ["row", "artifact", "unavailable"].includes(line.kind));

test("what the journal writes it takes back, whatever programs said", () => {
  let count = 0;
  const line = fc
    .record({ fact: fc.constantFrom(...facts), said: fc.string({ unit: "grapheme" }), lone: fc.boolean() })
    .map(
      ({ fact, said, lone }): JournalLine =>
        JSON.parse(JSON.stringify(fact), (key, value) => (["detail", "message", "info"].includes(key) ? `${said}\n${lone ? "\u2028\u0000" : ""}` : value)),
    );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.integer({ min: 0, max: 1200 }), fc.boolean(), (lines, cells, interrupted) => {
      const path = join(scratch, `${count++}`, "journal.ndjson");
      const names = Array.from({ length: cells }, (_, index) => `a/case-${index},c/zig-cc.wasip1,wasmtime@1.0.0/nil:host-x86_64`);
      const own: Header = { ...header, cells };
      const written = Journal.begin(path, own, names, workers);
      for (const each of lines) written.append(each);
      written.close(interrupted);
      const read = readJournal(path);
      expect(read.header).toEqual(own);
      expect(read.lines.flatMap((each) => (each.kind === "planned" ? each.cells : []))).toEqual(names);
      expect(read.lines.filter((each) => each.kind === "row" || each.kind === "artifact" || each.kind === "unavailable")).toEqual(lines);
      expect(read.lines.at(-1)).toMatchObject({ kind: "footer", interrupted, rows: lines.filter(({ kind }) => kind === "row").length });
    }),
    { numRuns: 30 },
  );
});

test("the journal writes nothing that its schema refuses", () => {
  const written = Journal.begin(join(scratch, "refused", "journal.ndjson"), { ...header, cells: 0 }, []);
  const wrong = { ...facts.find((line) => line.kind === "row" && line.state === "ran"), verdict: { is: "pass", cause: "exit" } } as unknown as JournalLine;
  expect(() => written.append(wrong)).toThrow(/a row line is not as the schema says: \/verdict\/cause/);
  written.close(false);
  expect(readJournal(join(scratch, "refused", "journal.ndjson")).lines.map(({ kind }) => kind)).toEqual(["header", "footer"]);
});

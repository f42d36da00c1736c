import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "smol-toml";
import { afterAll, describe, expect, test } from "vitest";
import { normaliseCase } from "../catalog/contract.ts";
import { contentBytes } from "../host/content.ts";
import { mismatch } from "../host/schemas.ts";
import type { Catalog } from "../model/catalog.ts";
import type { CaseManifest, WorkloadManifest } from "../model/generated/workload.ts";
import { parseCell } from "../model/ids.ts";
import type { PlannedCell } from "../plan/planned.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { checkFree, folderName, smallCell, writeSmall } from "./write.ts";

const root = mkdtempSync(join(tmpdir(), "gatehouse-write-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const languages = new Map([
  ["c", { folder: "/c", manifest: { id: "c", toolchain: { cc: {} } } }],
  ["prebuilt", { folder: "/p", manifest: { id: "prebuilt", binary: "program.wasm", toolchain: { "as-is": {} } } }],
]) as unknown as Catalog["languages"];
const catalog = { languages } as Catalog;

/** A workload of one case in a folder, and a cell of it. */
const plant = (name: string, own: CaseManifest, files: Readonly<Record<string, string>>): PlannedCell => {
  const folder = join(root, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const manifest: WorkloadManifest = { id: name, title: "A title", kind: "probe", about: "What it does.", case: [own] };
  const text = `${name}/${own.id},c/cc.wasip1,wasmtime@49.0.3/nil:host-x86_64`;
  return { text, id: parseCell(text), workload: { folder, manifest, cases: [], ports: [] }, case: normaliseCase(own) } as unknown as PlannedCell;
};

const programOf = (cell: PlannedCell) => {
  const [program] = Object.values(cell.case.programs);
  if (!program) throw new Error("no program");
  return program;
};

/** What was written: the manifest of the small workload, and its folder. */
const read = (out: string, id: string) => {
  const folder = join(out, "workloads", id);
  const manifest = parse(readFileSync(join(folder, "workload.toml"), "utf8")) as unknown as WorkloadManifest;
  expect(mismatch("workload", manifest)).toBeUndefined();
  const [own] = manifest.case;
  if (!own) throw new Error("no case");
  return { folder, manifest, own, program: programOf({ case: normaliseCase(own) } as PlannedCell) };
};

describe("the folder of a small cell", () => {
  const wasm = Buffer.from("small");

  test("is a workload of one case with the program as its port, its inputs, and what must come", async () => {
    const own: CaseManifest = {
      ...{ id: "one", needs: ["args", "stdout"], args: ["x", "y"], env: { A: "1" }, stdin: { text: "in" } },
      ...{ directories: [{ guest: "/data", fixture: "fixtures/data" }, { guest: "/tmp" }], seconds: 3 },
      expect: { exit: 0, stdout: { match: "exact", file: "expected/line.txt" } },
    };
    const cell = plant("echo", own, { "expected/line.txt": "line\n", "fixtures/data/a.txt": "a", "fixtures/data/b.txt": "b", "c/main.c": "int x;" });
    const whole = readInputs(programOf(cell), cell.workload.folder);
    const small: Inputs = { ...whole, args: ["y"], env: {}, stdin: Buffer.from("i"), files: whole.files.filter(({ path }) => !path.endsWith("a.txt")) };
    const out = join(root, "out-one");
    await writeSmall(out, catalog, cell, { wasm: Buffer.from("whole"), inputs: whole }, { wasm, inputs: small });
    const { folder, manifest, program, own: written } = read(out, "shrunk-echo-one");
    expect(readFileSync(join(folder, "prebuilt.wasip1/program.wasm"), "utf8")).toBe("small");
    expect(existsSync(join(folder, "c"))).toBe(false);
    expect(manifest).toMatchObject({ id: "shrunk-echo-one", kind: "probe", about: expect.stringContaining(cell.text) });
    expect(written).toMatchObject({ seconds: 3, needs: ["args", "stdout"] });
    expect(readInputs(program, folder)).toEqual(small);
    if (program.stdout.match !== "exact") throw new Error("no output must come");
    expect(contentBytes(program.stdout.content, folder).toString()).toBe("line\n");
  });

  test("expects the whole input back where that was expected, however small its own is", async () => {
    const own: CaseManifest = { id: "cat", needs: ["stdin"], stdin: { random: 64, seed: 1 }, expect: { exit: 0, stdout: { match: "exact", stdin: true } } };
    const cell = plant("cat", own, {});
    const whole = readInputs(programOf(cell), cell.workload.folder);
    const out = join(root, "out-cat");
    await writeSmall(out, catalog, cell, { wasm, inputs: whole }, { wasm, inputs: { ...whole, stdin: Buffer.alloc(0) } });
    const { folder, program } = read(out, "shrunk-cat-cat");
    if (program.stdout.match !== "exact") throw new Error("no output must come");
    expect(contentBytes(program.stdout.content, folder).equals(Buffer.from(whole.stdin))).toBe(true);
    expect(contentBytes(program.stdin, folder).length).toBe(0);
  });

  test("has the case as it was where its inputs stay", async () => {
    const own: CaseManifest = {
      ...{ id: "talk", needs: ["sockets.accept"], sockets: [{ name: "echo", kind: "listen" }], stdin: { file: "fixtures/in.txt" } },
      ...{ expect: { exit: 0 }, steps: [{ run: "main" }, { wait: "main" }] },
    };
    const cell = plant("talk", own, { "fixtures/in.txt": "in" });
    const out = join(root, "out-talk");
    await writeSmall(out, catalog, cell, { wasm, inputs: undefined }, { wasm, inputs: undefined });
    const { folder, own: written } = read(out, "shrunk-talk-talk");
    expect(written).toEqual(own);
    expect(readFileSync(join(folder, "fixtures/in.txt"), "utf8")).toBe("in");
  });

  test("stands where nothing else does", () => {
    expect(() => checkFree(join(root, "nothing"))).not.toThrow();
    mkdirSync(join(root, "there"));
    expect(() => checkFree(join(root, "there"))).toThrow("is there already");
  });
});

test("the small cell is the same case in the same lane, by the language that takes binaries", () => {
  const cell = plant("name", { id: "one", needs: [], expect: { exit: 0 } }, {});
  expect(smallCell(catalog, cell)).toBe("shrunk-name-one/one,prebuilt/as-is.wasip1,wasmtime@49.0.3/nil:host-x86_64");
  expect(folderName(cell)).toBe("shrunk-name-one-wasmtime");
  expect(() => smallCell({ languages: new Map() }, cell)).toThrow("no language of the catalog takes binaries");
});

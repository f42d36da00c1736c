import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Port } from "../model/catalog.ts";
import { loadCatalog } from "./load.ts";

const project = join(import.meta.dirname, "../..");
const scratch = mkdtempSync(join(tmpdir(), "gatehouse-layers-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let root = "";
const language = (id: string, more = ""): void => {
  mkdirSync(join(root, "languages", id), { recursive: true });
  const text = `id = "${id}"\nname = "${id}"\ntier = 3\n${more}\n[toolchain.own]\ntitle = "own"\npackages = []\nversion = ["true"]\n`;
  writeFileSync(join(root, "languages", id, "language.toml"), `${text}[[toolchain.own.target.wasip2.steps]]\nrun = ["true"]\n`);
};
const workload = (ports: readonly string[], more = ""): void => {
  for (const port of ports) mkdirSync(join(root, "workloads/talk", port), { recursive: true });
  const text = `id = "talk"\ntitle = "talk"\nkind = "probe"\n${more}\nabout = "talks"\n`;
  writeFileSync(join(root, "workloads/talk/workload.toml"), `${text}[[case]]\nid = "a"\nneeds = []\nexpect = { exit = 0 }\n`);
};
const portsOf = async (): Promise<readonly Port[]> => (await loadCatalog(root)).workloads.get("talk")?.ports ?? [];
const layers = async (id: string): Promise<string[]> =>
  (await portsOf()).filter((port) => port.language === id).flatMap((port) => port.layers.map((layer) => relative(root, layer)));

beforeEach(() => {
  root = mkdtempSync(join(scratch, "root-"));
  cpSync(join(project, "harness/keeps/nil"), join(root, "harness/keeps/nil"), { recursive: true });
  cpSync(join(project, "targets"), join(root, "targets"), { recursive: true });
});

describe("layers of a port", () => {
  test("are the template, each used module for every language and of its own, and the general folder, also of a port for one target", async () => {
    language("rust", 'uses = ["wit"]');
    for (const module of ["modules/wit", "languages/rust/modules/sockets.wasip2"]) mkdirSync(join(root, module), { recursive: true });
    workload(["rust.wasip2"], 'uses = ["sockets", "wit"]');
    expect(await layers("rust")).toEqual([
      "languages/rust/template",
      "modules/wit",
      "languages/rust/modules/wit",
      "languages/rust/modules/sockets",
      "workloads/talk/rust",
    ]);
  });

  test("of a language that takes another's: that one's below, and its port where there is none of its own", async () => {
    language("typescript");
    language("javascript", 'from = "typescript"');
    workload(["typescript"]);
    const shared = ["languages/typescript/template", "languages/javascript/template"];
    expect(await layers("javascript")).toEqual([...shared, "workloads/talk/typescript"]);
    expect((await portsOf()).map((port) => [port.language, port.target])).toEqual([
      ["typescript", undefined],
      ["javascript", undefined],
    ]);
    workload(["javascript"]);
    expect(await layers("javascript")).toEqual([...shared, "workloads/talk/javascript"]);
  });

  test("a module that is nowhere is an error with its place and those that are there", async () => {
    language("rust");
    mkdirSync(join(root, "languages/rust/modules/sockets.wasip2"), { recursive: true });
    workload(["rust"], 'uses = ["sokets"]');
    await expect(portsOf()).rejects.toMatchObject({
      code: "manifest/unknown-module",
      message: "there is no module sokets",
      hint: "modules are: sockets",
      place: { file: "workloads/talk/workload.toml", line: 4, path: "/uses/0" },
    });
  });
});

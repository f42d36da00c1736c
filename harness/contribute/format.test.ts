import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { storeFolder } from "../host/environment.ts";
import { runTool } from "../host/tool.ts";
import { which } from "../host/which.ts";
import type { Package } from "../model/generated/package.ts";
import { Provisioner } from "../provision/provision.ts";
import type { Finding } from "./findings.ts";
import { formatFindings, type Sources } from "./format.ts";

const project = join(import.meta.dirname, "../..");
const root = mkdtempSync(join(tmpdir(), "gatehouse-format-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const { languages } = await loadCatalog(project);
const store = storeFolder(project);
mkdirSync(join(store, "tmp"), { recursive: true });
const provisioner = new Provisioner({ store, signal: new AbortController().signal, notify: () => {} });

const open = (language: string, files: Readonly<Record<string, string>>): { readonly folder: string; readonly sources: Sources } => {
  const placed = languages.get(language);
  if (!placed) throw new Error(`there is no language ${language}`);
  const folder = mkdtempSync(join(root, `${language}-`));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return { folder, sources: { language: placed, folders: [folder] } };
};
const check = (sources: readonly Sources[], at = root): Promise<Finding[]> => formatFindings(sources, at, { provisioner });

// Rustup puts a `rustfmt` on PATH that only says what to install, so the name alone tells nothing.
const rustfmt = which("rustfmt");
const works = rustfmt !== undefined && spawnSync(rustfmt, ["--version"]).status === 0;
test.skipIf(!works)("rustfmt looks at each file alone: the template may have its modules", async () => {
  const { folder, sources } = open("rust", { "main.rs": "mod elsewhere;\n\nfn main() {}\n" });
  expect(await check([sources], folder)).toMatchObject([{ state: "ok", detail: "1 .rs by rustfmt" }]);
  writeFileSync(join(folder, "second.rs"), "fn  second() {}\n");
  const [finding] = await check([sources], folder);
  expect(finding).toMatchObject({ state: "failed", detail: ".rs sources are not as rustfmt writes them" });
  expect(finding?.lines[0]).toMatch(/^do: \S+rustfmt --edition 2021 < second\.rs$/);
});

test.skipIf(!which("python3"))("sources of C and C++ are formatted as .clang-format says, and what mends them is told", { timeout: 120_000 }, async () => {
  const style = readFileSync(join(project, ".clang-format"), "utf8");
  writeFileSync(join(root, ".clang-format"), style);
  const good = "int main(void) {\n  if (1) return 0;\n  return 1;\n}\n";
  const c = open("c", { "main.c": good, "own.h": "#pragma once\n" });
  const cpp = open("cpp", { "main.cpp": "int main ( ) { }\n" });
  const findings = await check([c.sources, cpp.sources]);
  expect(findings).toMatchObject([{ state: "failed", detail: ".cpp sources are not as clang-format writes them" }, { state: "ok" }]);
  expect(findings[1]?.detail).toBe("1 .c by clang-format, 1 .h by clang-format");
  const mend = /^do: (\S+) -i (\S+)$/.exec(findings[0]?.lines[0] ?? "");
  const mended = await runTool([mend?.[1] ?? "", "-i", mend?.[2] ?? ""], { env: {}, timeoutMs: 20_000, cwd: root });
  expect(mended.failure).toBe("");
  expect(await check([cpp.sources])).toMatchObject([{ state: "ok", detail: "1 .cpp by clang-format" }]);
});

test("what has no formatter, or one that is not here, is said not to be checked", async () => {
  const { sources } = open("javascript", { "main.js": "x", Makefile: "x" });
  expect(await check([sources])).toMatchObject([{ state: "not checked", detail: "no formatter at hand: files without extension, .js" }]);
  const rust = open("rust", { "main.rs": "fn main() {}\n" });
  const gone: Package = { from: "path", path: { command: "no-such-formatter", version: ["--version"], range: ">=1", hint: "install it" } };
  const language = { ...rust.sources.language, manifest: { ...rust.sources.language.manifest, package: { rustfmt: gone } } };
  expect(await check([{ ...rust.sources, language }])).toMatchObject([
    { state: "not checked", detail: "no formatter at hand: .rs (rustfmt is not here: install it)" },
  ]);
});

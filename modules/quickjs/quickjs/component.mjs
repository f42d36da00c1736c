/**
 * Makes one component of WASI 0.2 of the JavaScript that a compiler has written, with the QuickJS engine inside.
 *
 *   node component.mjs [--tools=DIR] [--before=JAVASCRIPT] PROGRAM.js OUT.wasm
 *
 * DIR of --tools has esbuild and componentize-qjs below its node_modules; without it, both are on PATH. What --before says stands before the program, in
 * the same function. The folder above this one holds `wit` and the modules that the entry point uses.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const words = process.argv.slice(2);
const option = (name) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const [program, out] = words.filter((word) => !word.startsWith("--"));
const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);

const tools = option("tools");
const call = (name, path, words) => {
  const [command, ...before] = tools ? [process.execPath, join(tools, "node_modules", path)] : [name];
  const { status, error } = spawnSync(command, [...before, ...words], { stdio: ["ignore", "ignore", "inherit"] });
  if (error) throw error;
  if (status !== 0) process.exit(1);
};
const bundle = (from, to, flags) =>
  call("esbuild", "esbuild/bin/esbuild", [
    from,
    "--bundle",
    "--platform=neutral",
    "--target=es2023",
    "--log-level=error",
    `--outfile=${to}`,
    ...flags,
  ]);

// Languages of this kind end with any exit code; engines of before WASI 0.2.3 lack the call.
const contract = join(root, "wit/deps/wasi-cli/package.wit");
const without = "  // exit-with-code is left out: componentize-qjs imports all of an interface, and wasmtime 42 and before lack it.";
const text = readFileSync(contract, "utf8").replace(without, "  exit-with-code: func(status-code: u8);");
if (!text.includes("exit-with-code: func")) throw new Error(`${contract} has no place for exit-with-code`);
writeFileSync(contract, text);

// All of it runs in a function: what stands outside of functions runs when the component is made. Node's fs is named by runtimes that then do without.
bundle(program, join(root, "program.js"), ["--format=iife", "--external:fs", `--banner:js=export function main() {${option("before") ?? ""}`, "--footer:js=}"]);
const work = mkdtempSync(join(root, ".component-"));
try {
  const script = join(work, "component.js");
  bundle(join(here, "main.ts"), script, ["--format=esm", "--external:wasi:*"]);
  call("componentize-qjs", "componentize-qjs/cli.mjs", [
    ...["--wit", join(root, "wit"), "--world", "program", "--js", script, "--module-root", work, "--sync", "--output", out],
  ]);
} finally {
  rmSync(work, { recursive: true });
}

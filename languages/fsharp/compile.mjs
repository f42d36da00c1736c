/**
 * Compiles F# to JavaScript: beside each FILE.fs stands FILE.js.
 *
 *   node compile.mjs --modules=DIR SOURCE FILE.fs...
 *
 * DIR is the folder whose node_modules holds Fable, the compiler as one script, and the assemblies that it reads. Files come in the order of their
 * dependencies: the template's first, Main.fs last.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import vm from "node:vm";

const [modules, source, ...named] = process.argv.slice(2);
const packages = join(modules.slice("--modules=".length), "node_modules");
const rank = (file) => (file === "Main.fs" ? 2 : file === "Wasi.fs" ? 0 : 1);
const files = named.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));

// The bundle is a script for a browser's worker, in a package that calls itself a module.
const bundle = join(packages, "fable-standalone/dist/bundle.min.js");
const exports = {};
vm.runInThisContext(`(function (exports, module, require) {${readFileSync(bundle, "utf8")}\n})`, { filename: bundle })(
  exports,
  { exports },
  createRequire(bundle),
);

const metadata = join(packages, "fable-metadata/lib");
// The others are of browsers.
const references = readdirSync(metadata).filter((name) => /^(Fable\.Core|FSharp\.Core|mscorlib|netstandard|System.*)\.dll$/.test(name)).map((name) => name.slice(0, -4));
const manager = exports.init();
const checker = manager.CreateChecker(references, (name) => readFileSync(join(metadata, name.endsWith(".dll") ? name : `${name}.dll`)), ["--define:FABLE_COMPILER"]);

const sources = files.map((file) => readFileSync(join(source, file), "utf8"));
const results = manager.ParseAndCheckProject(checker, "Program.fsproj", files, sources);

const tell = (problems) => {
  for (const { FileName, StartLine, StartColumn, Message, IsWarning } of problems) {
    process.stderr.write(`${FileName}:${StartLine}:${StartColumn + 1}: ${IsWarning ? "warning" : "error"}: ${Message}\n`);
  }
  if (problems.some(({ IsWarning }) => !IsWarning)) process.exit(1);
};
tell(results.Errors);

// Fable calls the entry point, and forgets the exit code that it gives.
const call = "(typeof process === 'object' ? process.argv.slice(2) : []);";
const withExitCode = (text) => {
  if (!text.includes(call)) return text;
  const at = text.lastIndexOf("\n(", text.lastIndexOf(call));
  return `${text.slice(0, at)}\nprocess.exitCode = ${text.slice(at + 1)}`;
};

cpSync(join(packages, "fable-standalone/dist/fable-library"), join(source, "fable-library"), { recursive: true });
for (const file of files) {
  const folder = relative(dirname(file), "fable-library") || "fable-library";
  const compiled = manager.CompileToTargetAst(folder.startsWith(".") ? folder : `./${folder}`, results, file, true, "JavaScript");
  tell(compiled.FableErrors);
  let text = "";
  const writer = {
    AddSourceMapping() {},
    MakeImportPath: (path) => (path.endsWith(".fs") ? `./${path.replace(/^\.\//, "").replace(/\.fs$/, ".js")}` : path),
    Write: (part) => (context) => {
      text += part;
      context.onSuccess();
    },
    Dispose() {},
  };
  await new Promise((onSuccess, onError) => {
    // An Async of F# is a function of what goes on after it. Nothing here waits, so nothing has to hand its turn to others.
    const trampoline = { incrementAndCheck: () => false, hijack: (next) => next() };
    manager.PrintTargetAst(compiled, writer)({ onSuccess, onError, onCancel: onError, cancelToken: { isCancelled: false }, trampoline });
  });
  writeFileSync(join(source, file.replace(/\.fs$/, ".js")), withExitCode(text));
}

import { readWasm, WasmError, type WasmFacts } from "../build/wasm.ts";
import type { TargetManifest } from "../model/generated/target.ts";
import { matches } from "../model/patterns.ts";
import type { Target } from "../model/words.ts";

/** The target that a foreign binary runs on, and whether it serves HTTP; or the reason why no host of WASI runs it. */
export type Kind = { readonly target: Target; readonly serves: boolean; readonly facts: WasmFacts } | { readonly not: string };

const moduleOf = (name: string): string => name.split("#")[0] as string;

// What only one kind of host provides: the imports' module, or the start of a name, and the words for it.
const foreign: readonly (readonly [test: RegExp, is: string])[] = [
  [/^wasi_unstable#/, "a module of WASI before preview 1: it imports wasi_unstable"],
  [/^(gojs|go)#/, "a module of Go's js target: it runs under Go's wasm_exec.js, not under WASI"],
  [/^(napi|env#napi_|napi_)/, "a Node-API addon: it imports napi functions, which only Node.js and its shims provide"],
  [/^(wbg|__wbindgen_[a-z_]+|\.\/[^#]*_bg\.js)#/, "a wasm-bindgen build: it imports functions of its own JavaScript"],
  [/^(env#(_?emscripten_|invoke_[a-z]+$|__syscall_|_embind_|_abort_js)|GOT\.(mem|func)#)/, "an Emscripten build: it imports functions of its own JavaScript"],
];

const describeForeign = (imports: readonly string[]): string | undefined => {
  for (const [test, is] of foreign) if (imports.some((name) => test.test(name))) return is;
  const others = [...new Set(imports.map(moduleOf).filter((name) => name !== "wasi_snapshot_preview1"))];
  return others.length > 0 ? `a module that imports ${others.slice(0, 3).join(", ")}, which no host of WASI provides` : undefined;
};

type Targets = ReadonlyMap<Target, TargetManifest>;

const exportsAny = (facts: WasmFacts, patterns: readonly string[] = []): boolean =>
  patterns.length > 0 && facts.exports.some((name) => matches(name, patterns));

const programOf = (facts: WasmFacts, targets: Targets): Kind | undefined => {
  const own = [...targets.values()].filter(({ kind }) => kind === facts.kind);
  const runs = own.find(({ program }) => exportsAny(facts, program?.runs));
  if (runs) return { target: runs.id, serves: false, facts };
  const serves = own.find(({ program }) => exportsAny(facts, program?.serves));
  return serves && { target: serves.id, serves: true, facts };
};

const whyNone = (facts: WasmFacts): string => {
  if (facts.kind === "component") {
    const others = facts.exports.slice(0, 3).join(", ");
    return `a component that exports ${others || "nothing"}, and neither wasi:cli/run nor a handler of wasi:http`;
  }
  const is = facts.exports.includes("_initialize") ? "a reactor: it exports _initialize" : "a library";
  return `${is}, and no _start: there is nothing to run`;
};

/** What a binary is, by its bytes: nothing is compiled. */
export const kindOfBinary = (bytes: Uint8Array, targets: Targets): Kind => {
  try {
    const facts = readWasm(bytes);
    const alien = facts.kind === "module" ? describeForeign(facts.imports) : undefined;
    return alien === undefined ? (programOf(facts, targets) ?? { not: whyNone(facts) }) : { not: alien };
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    return { not: `no whole wasm binary: ${error.message}` };
  }
};

/** What a binary is, where its suite may say which target all of its tests have, such as `wasm32-TARGET`. */
export const checkedKind = (bytes: Uint8Array, version: string | undefined, targets: Targets): Kind => {
  const kind = kindOfBinary(bytes, targets);
  const wanted = /^wasm(?:32|64)-(.+)$/.exec(version ?? "")?.[1];
  if ("not" in kind || wanted === undefined || !targets.has(wanted) || kind.target === wanted) return kind;
  return { not: `a ${kind.facts.kind} of ${kind.target}, where the suite's manifest.json says ${version}` };
};

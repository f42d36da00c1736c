import { readWasm, WasmError, type WasmFacts } from "../build/wasm.ts";
import type { Target } from "../model/words.ts";

/** The target that a foreign binary runs on, and whether it serves HTTP; or the reason why no host of WASI runs it. */
export type Kind = { readonly target: Target; readonly serves: boolean; readonly facts: WasmFacts } | { readonly not: string };

const moduleOf = (name: string): string => name.split("#")[0] as string;

// What only one kind of host provides: the imports' module, or the start of a name, and the words for it.
const foreign: readonly (readonly [test: RegExp, is: string])[] = [
  [/^wasi_unstable#/, "a module of WASI before preview 1: it imports wasi_unstable"],
  [/^(gojs|go)#/, "a module of Go's js target: it runs under Go's wasm_exec.js, not under WASI (GOOS=wasip1 builds for WASI)"],
  [/^(napi|env#napi_|napi_)/, "a Node-API addon: it imports napi functions, which only Node.js and its shims provide"],
  [/^(wbg|__wbindgen_[a-z_]+|\.\/[^#]*_bg\.js)#/, "a wasm-bindgen build: it imports functions of its own JavaScript"],
  [/^(env#(_?emscripten_|invoke_[a-z]+$|__syscall_|_embind_|_abort_js)|GOT\.(mem|func)#)/, "an Emscripten build: it imports functions of its own JavaScript"],
];

const describeForeign = (imports: readonly string[]): string | undefined => {
  for (const [test, is] of foreign) if (imports.some((name) => test.test(name))) return is;
  const others = [...new Set(imports.map(moduleOf).filter((name) => name !== "wasi_snapshot_preview1"))];
  return others.length > 0 ? `a module that imports ${others.slice(0, 3).join(", ")}, which no host of WASI provides` : undefined;
};

const moduleKind = (facts: WasmFacts): Kind => {
  const alien = describeForeign(facts.imports);
  if (alien !== undefined) return { not: alien };
  if (facts.exports.includes("_start")) return { target: "wasip1", serves: false, facts };
  const is = facts.exports.includes("_initialize") ? "a reactor: it exports _initialize" : "a library";
  return { not: `${is}, and no _start: there is nothing to run` };
};

const versionOf = (name: string | undefined): "wasip2" | "wasip3" | undefined => {
  const minor = /@0\.([23])\./.exec(name ?? "")?.[1];
  return minor === undefined ? undefined : minor === "2" ? "wasip2" : "wasip3";
};

const componentKind = (facts: WasmFacts): Kind => {
  const runs = versionOf(facts.exports.find((name) => name.startsWith("wasi:cli/run@")));
  if (runs) return { target: runs, serves: false, facts };
  const handles = versionOf(facts.exports.find((name) => /^wasi:http\/(incoming-)?handler@/.test(name)));
  if (handles) return { target: handles, serves: true, facts };
  const others = facts.exports.slice(0, 3).join(", ");
  return { not: `a component that exports ${others || "nothing"}, and neither wasi:cli/run nor a handler of wasi:http` };
};

/** What a binary is, by its bytes: nothing is compiled. */
export const kindOfBinary = (bytes: Uint8Array): Kind => {
  try {
    const facts = readWasm(bytes);
    return facts.kind === "module" ? moduleKind(facts) : componentKind(facts);
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    return { not: `no whole wasm binary: ${error.message}` };
  }
};

/** The target that a suite's manifest names, `wasm32-wasip1`, `wasm32-wasip2` or `wasm32-wasip3`; undefined where it names none. */
const targetOfVersion = (version: string | undefined): Target | undefined => /^wasm(?:32|64)-(wasip[123])$/.exec(version ?? "")?.[1];

/** What a binary is, where its suite says which target all of its tests have. */
export const checkedKind = (bytes: Uint8Array, version: string | undefined): Kind => {
  const kind = kindOfBinary(bytes);
  const wanted = targetOfVersion(version);
  if ("not" in kind || wanted === undefined || kind.target === wanted) return kind;
  return { not: `a ${kind.facts.kind} of ${kind.target}, where the suite's manifest.json says ${version}` };
};

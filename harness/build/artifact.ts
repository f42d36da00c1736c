import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digest } from "../host/digest.ts";
import { say } from "../host/say.ts";
import type { StepFailure } from "../host/steps.ts";
import type { Artifact } from "../model/generated/journal.ts";
import { kindOf, readWasm, WasmError, type WasmFacts } from "./wasm.ts";

/** What a build makes: wasm of a kind, or a program of the machine itself. */
export type Made = WasmFacts["kind"] | "native";

const files = { program: "program.wasm", facts: "artifact.json" } as const;

const nothing = { imports: [], exports: [], producers: [], features: [] };

// All that is said of a program follows from its bytes. Throws a WasmError where it is to be wasm and is none.
const readProgram = (bytes: Buffer, makes: Made): { readonly kind: Made; readonly artifact: Artifact } => {
  const { kind, imports, exports, producers, features } = makes === "native" ? { kind: makes, ...nothing } : readWasm(bytes);
  return {
    kind,
    artifact: {
      ...{ state: "built", digest: digest(bytes), size: bytes.length },
      ...{ imports: [...imports], exports: [...exports], producers: [...producers], features: [...features] },
    },
  };
};

const textOf = (artifact: Artifact): string => `${JSON.stringify(artifact)}\n`;

/** Whether a folder of the store holds the artifact that was built there, of this kind or of its own; what differs where it does not. */
export const inspectArtifact = (folder: string, makes?: Made): { readonly artifact: Artifact } | { readonly differs: string } => {
  try {
    const bytes = readFileSync(join(folder, files.program));
    const { kind, artifact } = readProgram(bytes, makes ?? kindOf(bytes) ?? "native");
    if (makes !== undefined && kind !== makes) return { differs: `${files.program} is a ${kind}, not a ${makes}` };
    if (readFileSync(join(folder, files.facts), "utf8") === textOf(artifact)) return { artifact };
    return { differs: `${files.facts} does not say what ${files.program} is` };
  } catch (error) {
    return { differs: (error as Error).message };
  }
};

/** The artifact of a folder of the store, if it is what was built, of its target's kind. One that is not is taken away, and a line tells so. */
export const readArtifact = (folder: string, makes: Made): Artifact | undefined => {
  if (!existsSync(folder)) return undefined;
  const found = inspectArtifact(folder, makes);
  if ("artifact" in found) return found.artifact;
  say(`to be built again: ${folder} does not hold what was built: ${found.differs}`);
  rmSync(folder, { recursive: true, force: true });
  return undefined;
};

/** Puts what so many steps left at `out` into the draft of an artifact; how that is no program of its kind where it is none. */
export const keepArtifact = (out: string, draft: string, steps: number, makes: Made): StepFailure | undefined => {
  const argv = [`the ${steps} steps`];
  if (!existsSync(out)) return { argv, message: "the steps ended well, but {out} is not there" };
  const bytes = readFileSync(out);
  try {
    const { kind, artifact } = readProgram(bytes, makes);
    if (kind !== makes) return { argv, message: `{out} is a ${kind}, and its target wants a ${makes}` };
    writeFileSync(join(draft, files.program), bytes, makes === "native" ? { mode: 0o755 } : {});
    writeFileSync(join(draft, files.facts), textOf(artifact));
    return undefined;
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    return { argv, message: `{out} is no whole wasm binary: ${error.message}` };
  }
};

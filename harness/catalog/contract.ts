import { type Asks, type Case, type Limits, type Program, reasoned, type Stream } from "../model/contract.ts";
import type { CaseManifest, Content, ExitContract, ProgramContract, Step, StreamContract } from "../model/generated/workload.ts";

const empty = { text: "" } as const;

const asksOf = ({ argv0, proposals, preload, script, presets }: ProgramContract): Asks => ({
  ...(argv0 === undefined ? {} : { argv0 }),
  ...(proposals === undefined ? {} : { proposals }),
  ...(preload === undefined ? {} : { preload }),
  ...(script === undefined ? {} : { script }),
  ...(presets === undefined ? {} : { presets }),
});

const stream = (contract: StreamContract | undefined, fallback: Stream, stdin: ProgramContract["stdin"]): Stream => {
  if (contract === undefined) return fallback;
  if (contract.match === "any") return { match: "any", answers: contract.of.map(reasoned) };
  if (contract.match === "prefix") {
    const { match, ...content } = contract;
    return { match, content: content as Content };
  }
  if (contract.match !== "exact") return contract;
  if ("stdin" in contract) return { match: "exact", content: stdin ?? empty };
  const { match: _, ...content } = contract;
  return { match: "exact", content: content as Extract<Stream, { match: "exact" }>["content"] };
};

// Where a contract is silent, a program that ends well says nothing at all; one that fails may say why on standard error.
const program = (contract: ProgramContract): Program => {
  const exit: ExitContract = contract.expect?.exit ?? 0;
  const silent: Stream = { match: "exact", content: empty };
  return {
    args: contract.args ?? [],
    env: contract.env ?? {},
    stdin: contract.stdin ?? empty,
    ...(contract.stdio === undefined ? {} : { stdio: contract.stdio }),
    directories: contract.directories ?? [],
    sockets: contract.sockets ?? [],
    ...(contract.keep === undefined ? {} : { keep: contract.keep }),
    ...asksOf(contract),
    exit,
    stdout: stream(contract.expect?.stdout, silent, contract.stdin),
    stderr: stream(contract.expect?.stderr, exit === 0 ? silent : { match: "free" }, contract.stdin),
    files: contract.expect?.files ?? {},
  };
};

const limits = (manifest: CaseManifest): Limits => ({
  timeMs: (manifest.seconds ?? (isPlain(manifest) ? 20 : 120)) * 1000,
  silenceMs: manifest["silence-seconds"] === undefined ? undefined : manifest["silence-seconds"] * 1000,
  memoryMib: manifest["memory-mib"] ?? 2048,
  outputMib: manifest["output-mib"] ?? 16,
  ...(manifest["files-mib"] === undefined ? {} : { filesMib: manifest["files-mib"] }),
  processes: manifest.processes ?? 64,
});

const stepsOf = (manifest: CaseManifest): readonly Step[] => {
  if (manifest.steps !== undefined) return manifest.steps;
  const roles = manifest.programs ? Object.keys(manifest.programs) : ["main"];
  return [...roles.map((run) => ({ run })), ...roles.map((wait) => ({ wait }))];
};

const isPlain = ({ steps, programs, sockets = [], stdio }: CaseManifest): boolean =>
  steps === undefined && programs === undefined && sockets.length === 0 && stdio !== "unopened";

/** Fills in what a case of a manifest leaves out, and brings its short form (one role, main) to the general one. */
export const normaliseCase = (manifest: CaseManifest): Case => ({
  id: manifest.id,
  needs: manifest.needs,
  targets: manifest.targets,
  limits: limits(manifest),
  mustFail: manifest["must-fail"],
  neighbour: manifest.neighbour ?? false,
  ...(manifest.loopback ? { loopback: true } : {}),
  programs: manifest.programs
    ? Object.fromEntries(Object.entries(manifest.programs).map(([role, contract]) => [role, program(contract)]))
    : { main: program(manifest) },
  plain: isPlain(manifest),
  steps: isPlain(manifest) ? [] : stepsOf(manifest),
});

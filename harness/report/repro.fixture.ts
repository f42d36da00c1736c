import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readRuntime } from "../catalog/read-manifest.ts";
import type { PlacedRuntime } from "../model/catalog.ts";
import type { Program } from "../model/contract.ts";
import type { Repro } from "../model/repro.ts";
import { resolveRuntime } from "../model/resolve.ts";
import { tokensIn } from "../model/symbolic.ts";
import { plain } from "../run/program.fixture.ts";
import { symbolicCase } from "../run/symbolic.ts";
import { reproNeeds } from "./repro-needs.ts";

/** A program that is given nothing and says nothing. */
export const silent: Program = { ...plain, stdout: { match: "exact", content: { text: "" } } };

const root = join(import.meta.dirname, "../..");

/** A runtime of this project. */
export const runtimeOf = (runtime: string): Promise<PlacedRuntime> => readRuntime(join(root, "harness/runtimes", runtime), root);

/** The runtimes of this project. */
export const runtimes = (): string[] =>
  readdirSync(join(root, "harness/runtimes"), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? entry.name : []))
    .sort();

/** All that is told of a cell of a program in a runtime. */
export const reproOf = ({ manifest, releases }: PlacedRuntime, version: string, program: Program, rest: Partial<Repro> = {}): Repro => {
  const runtime = resolveRuntime(manifest, releases, version);
  const target = manifest.target["wasip1"] ? "wasip1" : "wasip2";
  const lane = { runtime: manifest.id, version, keep: "nil", launcher: "host", architecture: "x86_64" };
  const commands = symbolicCase(runtime, lane, target, program);
  if (!commands) throw new Error(`${manifest.id} has no ${target}`);
  return {
    cell: `args/quotes,c/zig-cc.${target},${manifest.id}@${version}/nil:host-x86_64`,
    id: { workload: "args", case: "quotes", language: "c", toolchain: "zig-cc", target, lane },
    run: { id: "run", started: "2026-11-21T12:00:00.000Z", harness: "0.1.0", supervised: true },
    machine: { id: "m", os: "Linux", kernel: "linux 6", architecture: "x86_64", cpu: "a cpu", cores: 2, memoryMib: 4096, node: "24.0.0" },
    workload: { title: "Arguments", about: "Prints its arguments.", needs: ["args"] },
    program,
    steps: undefined,
    notPlain: [],
    neighbour: undefined,
    known: undefined,
    built: [],
    limits: { timeMs: 20_000, silenceMs: undefined, memoryMib: 300, outputMib: 1, processes: 64 },
    mustFail: undefined,
    runtime: { name: manifest.name, homepage: undefined, endings: runtime.target[target]?.endings ?? [], report: runtime.target[target]?.report === true },
    toolchain: undefined,
    lane: undefined,
    artifact: { digest: `sha256:${"0".repeat(64)}`, size: 8 },
    state: { is: "judged", verdict: { is: "pass" } },
    blame: undefined,
    observation: undefined,
    streams: { stdout: { expected: undefined, actual: undefined }, stderr: { expected: undefined, actual: undefined } },
    commands,
    config: undefined,
    prepared: undefined,
    needs: reproNeeds(runtime, releases, version, tokensIn([...commands.run.argv, ...commands.version])),
    programs: [],
    ...rest,
  };
};

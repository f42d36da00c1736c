import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type Act, engine, launcherOf, planOf } from "../engine/engine.fixture.ts";
import { randomName } from "../host/digest.ts";
import { PipeStock } from "../host/pipes.ts";
import type { Command } from "../launch/launcher.ts";
import type { RuntimeTarget } from "../model/generated/runtime.ts";
import type { Sample, SamplesHeader, SamplesLine } from "../model/generated/samples.ts";
import type { CaseManifest } from "../model/generated/workload.ts";
import { type Lane, laneTarget } from "../model/lane.ts";
import { lane } from "../plan/catalog.fixture.ts";
import { readExpected } from "../run/expected.ts";
import type { Bench, Measured } from "./measure.ts";
import type { Subject } from "./subject.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Folders of a measuring, and an engine that does what `play` says. */
export const benchWith = (play: (command: Command, before: number) => Act, cache: Bench["cache"] = "warm") => {
  const own = join(scratch, randomName());
  const [work, caches, store] = ["scratch", "caches", "store"].map((name) => join(own, name)) as [string, string, string];
  for (const folder of [work, caches, join(store, "tmp")]) mkdirSync(folder, { recursive: true });
  const launcher = launcherOf(play);
  const bench: Bench = { scratch: work, caches, pipes: new PipeStock(work), store, cache, launcherOf: () => launcher };
  return { bench, launcher };
};

/** Lanes of the made-up engine with these modes, one a version. */
export const lanesOf = (modes: Partial<RuntimeTarget["mode"]> = {}, versions: readonly string[] = ["1.0.0"]): Lane[] =>
  versions.map((version) => ({ ...lane(engine(modes), version), digest: `sha256:${version}` }));

/** Cases in lanes, ready to be measured: each must write its name. The first argument of a command is its case's. */
export const subjectsOf = (names: readonly string[], lanes: readonly Lane[] = lanesOf(), rest: Partial<CaseManifest> = {}): Subject[] => {
  const { cells, cases } = planOf(
    names.map((id) => ({ id, args: [id], expect: { exit: 0, stdout: { match: "exact", text: id } }, ...rest })),
    lanes,
  );
  return cells.map((planned): Subject => {
    const group = `${planned.id.workload}/${planned.id.case}`;
    const program = planned.case.programs["main"];
    const target = laneTarget(planned.lane, planned.id.target);
    const held = cases.get(group)?.held;
    if (!program || !target || !held) throw new Error("nothing was planned");
    return {
      ...{ group, cell: planned.text, planned, lane: planned.lane, target, program, held },
      ...{ wasm: "/x.wasm", artifact: "sha256:x", prepared: undefined, guestTime: undefined },
      expected: readExpected(program, planned.workload.folder, scratch),
    };
  });
};

/** The name of the case that a command is of. */
export const caseOf = ({ argv }: Command): string => argv.at(-1) ?? "";

export const sampleOf = (measured: Measured): Sample => {
  if (measured.is === "sample") return measured.sample;
  throw new Error(measured.failure.detail);
};

export const headerOf = (rest: Partial<SamplesHeader> = {}): SamplesHeader => ({
  ...{ kind: "header", format: 2, run: "r", started: "2026-01-01T12:00:00Z", harness: "0.1.0", supervised: true, filters: [], cache: "warm" },
  machine: { id: "m", os: "o", kernel: "k", architecture: "x86_64", cpu: "c", cores: 2, memoryMib: 1, node: "24.0.0" },
  ...{ rounds: 10, looks: 3, policy: 0.02, seed: 1, load: [0, 0, 0], lanes: [], toolchains: [] },
  ...rest,
});

export const samplesIn = (lines: readonly SamplesLine[]): Sample[] => lines.filter((line) => line.kind === "sample");

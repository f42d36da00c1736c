import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { randomName } from "../host/digest.ts";
import type { Agenda } from "../model/agenda.ts";
import type { Workload } from "../model/catalog.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import { catalog, lane } from "../plan/catalog.fixture.ts";
import type { PlannedCell } from "../plan/planned.ts";
import type { ReadyToolchain } from "../probe/probe.ts";
import { noneBegun } from "./begun.ts";
import { engine, launcherOf, planOf } from "./engine.fixture.ts";
import type { Session } from "./session.ts";
import { beginBuilds, startBuilds } from "./start-builds.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-builds-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const ready: ReadyToolchain = { ok: true, id: "c/clang", version: "1", digest: "d", packages: [] };
const text = "made,c/clang.wasip1";

let session: Session;
let compiler: ReturnType<typeof launcherOf>;
let planned: ReturnType<typeof planOf>;
beforeEach(() => {
  const own = join(scratch, randomName());
  for (const name of ["tmp", "port"]) mkdirSync(join(own, name), { recursive: true });
  writeFileSync(join(own, "port/main.c"), "int main;");
  compiler = launcherOf(({ argv }) => {
    writeFileSync(argv.at(-1) as string, Buffer.from("0061736d01000000", "hex"));
    return {};
  });
  planned = planOf([{}]);
  const language = planned.catalog.languages.get("c");
  const toolchain = language?.manifest.toolchain["clang"];
  const target = { ...toolchain?.target, wasip1: { steps: [{ run: ["/cc", "{sources:c}", "-o", "{out}"] }] } };
  const manifest = { ...language?.manifest, toolchain: { clang: { ...toolchain, target } } } as LanguageManifest;
  const workload = planned.catalog.workloads.get("made");
  const workloads = new Map([["made", { ...workload, ports: workload?.ports.map((port) => ({ ...port, layers: [join(own, "port")] })) }]]);
  session = {
    ...{ store: own, launcher: compiler, begun: noneBegun(), signal: new AbortController().signal },
    catalog: { ...catalog, languages: new Map([...catalog.languages, ["c", { folder: "/l/c", manifest }]]), workloads },
  } as unknown as Session;
});

const agenda = (): Agenda => ({
  ...{ format: 1, profile: "full", filters: [], architecture: "x86_64", cases: [], wishes: [] },
  builds: [{ workload: "made", language: "c", toolchain: "clang", target: "wasip1", tier: 1, sources: "s", cases: ["case-0"] }],
});

const results = (): Map<string, Promise<unknown>> => session.begun.results;
const cells = () => planned.cells.map((cell) => ({ ...cell, build: { ...cell.build, port: { ...cell.build.port, layers: [join(session.store, "port")] } } }));
const run = async () => {
  const [expected, done]: [string[], string[]] = [[], []];
  const work = {
    launcher: compiler,
    jobs: 2,
    expect: (names: readonly string[]) => expected.push(...names),
    done: ({ row }: { row: { build: string } }) => done.push(row.build),
  };
  const builds = startBuilds(session, cells(), [ready], work);
  const rows = await Promise.all([...builds.values()].map(async (result) => (await result).row));
  return { expected, done, rows };
};

describe("builds that begin while the machine is still probed", () => {
  test("begin once a toolchain and a lane that takes the target are there, in whichever order, each once", async () => {
    for (const order of [
      [ready, lane(engine(), "1.0.0")],
      [lane(engine(), "1.0.0"), ready],
    ] as const) {
      results().clear();
      const hear = beginBuilds(session, agenda(), 2);
      hear(order[0]);
      expect([...results().keys()]).toEqual([]);
      hear(order[1]);
      const [begun] = results().values();
      expect([...results().keys()]).toEqual([text]);
      hear(order[1]);
      expect([...results().values()]).toEqual([begun]);
      await begun;
    }
    expect(compiler.commands).toHaveLength(1);
  });

  test("do not begin for a lane of other targets", () => {
    const hear = beginBuilds(session, { ...agenda(), builds: agenda().builds.map((own) => ({ ...own, target: "wasip2" as const })) }, 2);
    hear(ready);
    hear(lane(engine(), "1.0.0"));
    expect([...results().keys()]).toEqual([]);
  });

  test("are those of the run, which tells of them as its own", async () => {
    const hear = beginBuilds(session, agenda(), 2);
    hear(ready);
    hear(lane(engine(), "1.0.0"));
    const { expected, done, rows } = await run();
    expect([expected, done]).toEqual([[text], [text]]);
    expect(rows).toMatchObject([{ build: text, reused: false, outcome: { state: "built" } }]);
    expect(compiler.commands).toHaveLength(1);
    expect(results().size).toBe(0);
    // What was taken over is no other run's.
    expect((await run()).rows).toMatchObject([{ build: text, reused: true }]);
    expect(compiler.commands).toHaveLength(1);
  });
});

test("a run whose builds nobody began begins them, each once", async () => {
  const { done, rows } = await run();
  expect([done, rows.map(({ reused }) => reused)]).toEqual([[text], [false]]);
  expect(compiler.commands).toHaveLength(1);
});

test("two workloads of one program compile it once, also at the same time", async () => {
  const [made] = [...session.catalog.workloads.values()];
  const twin = { ...made, manifest: { ...made?.manifest, id: "twin" } } as Workload;
  session = { ...session, catalog: { ...session.catalog, workloads: new Map([...session.catalog.workloads, ["twin", twin]]) } };
  const [cell] = cells();
  const others = cells().map((own) => ({ ...own, workload: twin, id: { ...own.id, workload: "twin" }, build: { ...own.build, workload: "twin" } }));
  const work = { launcher: compiler, jobs: 2, expect: () => {}, done: () => {} };
  const builds = startBuilds(session, [cell as PlannedCell, ...others], [ready], work);
  const rows = await Promise.all([...builds.values()]);
  expect([...builds.keys()]).toEqual([text, "twin,c/clang.wasip1"]);
  expect(rows.map(({ row }) => row.reused)).toEqual([false, true]);
  expect(compiler.commands).toHaveLength(1);
});

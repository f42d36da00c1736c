import { digest } from "../host/digest.ts";
import type { Known } from "../model/expectation.ts";
import type { CaseLine, Header, JournalLine, JudgedRow, Observation } from "../model/generated/journal.ts";
import { parseCell, printBuild } from "../model/ids.ts";
import { foldRun, type RunRecord } from "./fold.ts";

export const lane = "w@1.2.3/nil:host-x86_64";
export const digestOf = (name: string): string => `sha256:${Buffer.from(name).toString("hex").padStart(64, "0").slice(-64)}`;

/** An observation of a program that wrote this and ended well. */
export const observed = (stdout = "out", rest: Partial<Observation> = {}): Observation => ({
  argv: ["/opt/w", "/tmp/x.wasm"],
  raw: { code: 0, signal: null },
  ending: { how: "exit", code: 0 },
  stdout: { size: stdout.length, digest: stdout === "" ? digest("") : digestOf(stdout) },
  stderr: { size: 0, digest: digest("") },
  files: [],
  wallMs: 1.5,
  userMs: 1,
  systemMs: null,
  peakKib: 100,
  leftProcesses: 0,
  cache: "none",
  ...rest,
});

/** One cell of a run: its row without what follows from its name. */
export type Told = Partial<JudgedRow> | { readonly state: "inexpressible"; readonly why: string } | "lost";

/** What of a run differs from the ordinary one. */
export interface Made {
  readonly run?: string;
  readonly header?: Partial<Header>;
  readonly lane?: string;
  readonly artifact?: (build: string) => string;
  readonly contract?: (name: string) => string;
  readonly free?: CaseLine["free"];
  readonly footer?: "none" | "interrupted";
  readonly trust?: Told;
  readonly known?: readonly Known[];
}

const toRow = (cell: string, told: Told, artifact: string): JournalLine[] => {
  if (told === "lost") return [];
  if ("why" in told) return [{ kind: "row", cell, ...told }];
  return [{ kind: "row", cell, state: "judged", verdict: { is: "pass" }, artifact, observation: observed(), ...(told as Partial<JudgedRow>) }];
};

/** The journal of a made run of these cells, WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET (with a lane where it is another), and of a trust cell for each target. */
export const madeLines = (cells: Readonly<Record<string, Told>>, made: Made = {}): [Header, ...JournalLine[]] => {
  const { run = "20260101T120000000Z-aaaa", artifact = digestOf, contract = digestOf, free = [] } = made;
  const where = made.lane ?? lane;
  const textOf = (cell: string): string => (cell.split(",").length > 2 ? cell : `${cell},${where}`);
  const targets = new Set(Object.keys(cells).map((cell) => parseCell(textOf(cell)).target));
  const all: [string, Told][] = [
    ...[...targets].map((target): [string, Told] => [`must-trap/trap,wat/tools.${target}`, made.trust ?? {}]),
    ...Object.entries(cells),
  ];
  const parsed = all.map(([cell, told]) => ({ text: textOf(cell), told, id: parseCell(textOf(cell)) }));
  const toolchains = [...new Set(parsed.map(({ id }) => `${id.language}/${id.toolchain}`))];
  const builds = [...new Set(parsed.filter(({ told }) => told !== "lost" && !("why" in told)).map(({ id }) => printBuild(id)))];
  const header: Header = {
    kind: "header",
    format: 1,
    run,
    started: "2026-01-01T12:00:00Z",
    harness: "0.1.0",
    harnessDigest: digestOf("harness"),
    machine: { id: "0123456789ab", os: "Linux", kernel: "linux 6", architecture: "x86_64", cpu: "CPU", cores: 2, memoryMib: 1000, node: "24.0.0" },
    profile: "full",
    filters: [],
    jobs: 1,
    supervised: true,
    cells: parsed.length,
    toolchains: toolchains.map((id) => ({ id, version: "1.0.0", digest: digestOf(id) })),
    lanes: [{ id: where, version: "1.2.3", digest: digestOf("engine") }],
    trust: ["must-trap"],
    plan: digestOf("plan"),
    ...made.header,
  };
  const rows = parsed.flatMap(({ text, told, id }) => toRow(text, told, artifact(printBuild(id))));
  return [
    header,
    ...[...new Set(parsed.map(({ id }) => `${id.workload}/${id.case}`))].map(
      (name): CaseLine => ({ kind: "case", case: name, contract: contract(name), free }),
    ),
    { kind: "planned", cells: parsed.map(({ text }) => text) },
    ...builds.map(
      (build): JournalLine => ({
        kind: "artifact",
        build,
        key: digestOf("key"),
        reused: true,
        milliseconds: 1,
        outcome: { state: "built", digest: artifact(build), size: 7, imports: [], exports: [], producers: [] },
      }),
    ),
    ...rows,
    ...(made.footer === "none"
      ? []
      : [{ kind: "footer", finished: "2026-01-01T12:01:00Z", rows: rows.length, interrupted: made.footer === "interrupted" } as const]),
  ];
};

/** Folds such a run. */
export const madeRun = (cells: Readonly<Record<string, Told>>, made: Made = {}): RunRecord => {
  const lines = madeLines(cells, made);
  return foldRun(lines[0], lines, made.known ?? []);
};

import type { Known } from "../model/expectation.ts";
import type { ArtifactRow, CaseLine, Header, Held, JournalLine, RanRow, Row, Verdict, Worker } from "../model/generated/journal.ts";
import { parseCell, printBuild, printLane } from "../model/ids.ts";
import type { Told as Unsigned } from "../model/rows.ts";
import { foldRun, type RunRecord } from "./fold.ts";
import { caseLine, digestOf, lanePin, seenAs, well, workerLine } from "./seen.fixture.ts";

export const lane = "w@1.2.3/nil:host-x86_64";

type Stopped = Extract<Row, { state: "inexpressible" | "unbuilt" | "unprepared" | "broken" }>;
type Bare<T> = T extends Stopped ? Omit<Unsigned<T>, "kind" | "cell"> : never;

/**
 * One cell of a run: its row without what follows from its name. A verdict stands for an observation that the judge gives it;
 * where the observation is given too, the verdict is only the hint.
 */
export type Told = Partial<Omit<RanRow, "state">> | Bare<Stopped> | "lost";

/** What of a run differs from the ordinary one. */
export interface Made {
  readonly run?: string;
  readonly header?: Partial<Header>;
  readonly worker?: Partial<Worker>;
  readonly lane?: string;
  readonly artifact?: (build: string) => string;
  readonly contract?: (name: string) => string;
  /** Lines of cases, by WORKLOAD/CASE, in place of those that follow from the cells. */
  readonly cases?: Readonly<Record<string, CaseLine>>;
  /** What the compiler said of builds that failed. */
  readonly compilerSaid?: string;
  /** Streams of which each contract says nothing. */
  readonly free?: readonly ("stdout" | "stderr")[];
  readonly footer?: "none" | "interrupted";
  readonly trust?: Told;
  readonly known?: readonly Known[];
}

const pass: Verdict = { is: "pass" };
const isRan = (told: Told): told is Partial<RanRow> => told !== "lost" && !("state" in told);

const toRow = (cell: string, told: Told, artifact: string): Row[] => {
  if (told === "lost") return [];
  const own = { kind: "row", cell, worker: "w1" } as const;
  if (!isRan(told)) return [{ ...own, ...told } as Row];
  const { verdict = pass } = told;
  const planted = cell.startsWith("must-") ? "trap" : undefined;
  return [{ ...own, state: "ran", artifact, ...told, observation: told.observation ?? seenAs(verdict, planted), verdict }];
};

/** What of a case follows from what its cells are to be. */
const toCase = (name: string, all: readonly Told[], { contract = digestOf, free = [], cases = {} }: Made): CaseLine => {
  const given = cases[name];
  if (given) return given;
  const held: Held = { ...well, ...Object.fromEntries(free.map((stream) => [stream, { match: "free" }])) };
  const needs = all.flatMap((told) => (isRan(told) && told.verdict?.is === "unsupported" ? [told.verdict.capability] : []));
  return caseLine(name, {
    contract: contract(name),
    needs: [...new Set(needs)],
    held: { main: held },
    ...(name.startsWith("must-") ? { mustFail: "trap" } : {}),
  });
};

const toArtifact = (build: string, outcome: ArtifactRow["outcome"]): ArtifactRow => ({
  ...{ kind: "artifact", build, worker: "w1", key: digestOf("key"), reused: true, milliseconds: 1 },
  outcome,
});
const built = (digest: string): ArtifactRow["outcome"] => ({
  state: "built",
  digest,
  size: 7,
  imports: ["wasi_snapshot_preview1#args_get", "wasi_snapshot_preview1#fd_write"],
  exports: [],
  producers: [],
});

/** The journal of a made run of these cells, WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET (with a lane where it is another), and of a trust cell for each target. */
export const madeLines = (cells: Readonly<Record<string, Told>>, made: Made = {}): [Header, ...JournalLine[]] => {
  const { run = "20260101T120000000Z-aaaa", artifact = digestOf } = made;
  const where = made.lane ?? lane;
  const textOf = (cell: string): string => (cell.split(",").length > 2 ? cell : `${cell},${where}`);
  const targets = new Set(Object.keys(cells).map((cell) => parseCell(textOf(cell)).target));
  const all: [string, Told][] = [
    ...[...targets].map((target): [string, Told] => [`must-trap/trap,wat/tools.${target}`, made.trust ?? {}]),
    ...Object.entries(cells),
  ];
  const parsed = all.map(([cell, told]) => ({ text: textOf(cell), told, id: parseCell(textOf(cell)) }));
  const toolchains = [...new Set(parsed.map(({ id }) => `${id.language}/${id.toolchain}`))];
  const builds = [...new Set(parsed.filter(({ told }) => isRan(told)).map(({ id }) => printBuild(id)))];
  const rows = parsed.flatMap(({ text, told, id }) => toRow(text, told, artifact(printBuild(id))));
  const unbuilt = [...new Set(rows.flatMap((row) => (row.state === "unbuilt" ? [row.build] : [])))];
  const header: Header = {
    kind: "header",
    format: 3,
    run,
    started: "2026-01-01T12:00:00Z",
    harness: "0.1.0",
    harnessDigest: digestOf("harness"),
    judge: digestOf("judge"),
    profile: "full",
    filters: [],
    cells: parsed.length,
    trust: ["must-trap"],
    agenda: digestOf("agenda"),
    ...made.header,
  };
  const nameOf = ({ id }: (typeof parsed)[number]): string => `${id.workload}/${id.case}`;
  return [
    header,
    workerLine({
      toolchains: toolchains.map((id) => ({ id, version: "1.0.0", digest: digestOf(id) })),
      lanes: [...new Set([where, ...parsed.map(({ id }) => printLane(id.lane))])].map((id) => lanePin(id)),
      ...made.worker,
    }),
    ...[...new Set(parsed.map(nameOf))].map((name) =>
      toCase(
        name,
        parsed.filter((each) => nameOf(each) === name).map(({ told }) => told),
        made,
      ),
    ),
    { kind: "planned", cells: parsed.map(({ text }) => text) },
    ...builds.map((build) => toArtifact(build, built(artifact(build)))),
    ...unbuilt.map((build) => toArtifact(build, { state: "failed", stage: "compile", command: ["cc"], message: made.compilerSaid ?? "syntax" })),
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

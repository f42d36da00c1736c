import { isLasting } from "../model/contract.ts";
import { GatehouseError } from "../model/errors.ts";
import type { CaseLine, LanePin, Observation, StreamFact, Worker } from "../model/generated/journal.ts";
import type { RecordArtifact, RecordCase, RecordHeader, RecordJudged, RecordStream, RecordVerdict } from "../model/generated/record.ts";
import type { TargetManifest } from "../model/generated/target.ts";
import { type LaneId, parseBuild, parseLane, printLane, printRelease, printRoute, printTrack } from "../model/ids.ts";
import { byText, caseOf, type RecordedCell, type ReleaseRecord } from "../model/record.ts";
import { hidePaths, printable, several, shorten } from "../model/text.ts";
import { isRefused, type Target, type Verdict } from "../model/words.ts";
import type { CellRecord, RunRecord } from "./fold.ts";
import { lackingImports } from "./imports.ts";

const longestText = 400;
const colour = /\u001b\[[0-9;?]*[A-Za-z]/g;

// What a guest or a tool said, on one line that shows as it stands, without a folder of this machine.
const clean = (text: string): string => printable(hidePaths(shorten(text.replace(colour, "").trim(), longestText)));

const refuse = (run: string, why: string, hint: string): GatehouseError =>
  new GatehouseError("publish/refused", `run ${run} cannot be published: ${why}`, { hint });

/** Throws a GatehouseError for a run of which anything is not known: such a run is not what a release did. */
const checkPublishable = ({ header, lanes, cells, distrusted, complete, cases, reused }: RunRecord): void => {
  const { run } = header;
  if (!complete) throw refuse(run, "it did not come to its end", "go on with it: `gatehouse run --resume` and the same profile and filters, or start another");
  if (reused > 0) throw refuse(run, `${several(reused, "cell")} of it did not run: their rows are those of an earlier run`, "run again, without --reuse");
  const lost = cells.filter(({ state }) => state.is === "lost").length;
  const broken = cells.filter(({ state }) => state.is === "judged" && state.verdict.is === "broken").length;
  if (lost + broken > 0)
    throw refuse(run, `${several(lost, "cell")} lost, ${broken} broken`, "`gatehouse matrix` tells which and why: mend that, and run again");
  const [lane] = distrusted;
  const untrusted = cells.find(({ state }) => state.is === "untrusted");
  if (lane || untrusted) {
    const where = lane ? `${lane.lane} for ${lane.target}` : printLane((untrusted as CellRecord).id.lane);
    throw refuse(run, `lane ${where} is not trusted`, "`gatehouse matrix` tells why; publish a run without that lane");
  }
  const candidate = lanes.find(({ id }) => parseLane(id).version.startsWith("path:"));
  if (candidate)
    throw refuse(run, `${candidate.id} is a candidate, not a release`, "add the release to releases.toml by version and digest, and run it from there");
  if (cells.length === 0) throw refuse(run, "it has no cell", "name another run");
  if (cells.some(({ id }) => !cases.has(`${id.workload}/${id.case}`))) throw refuse(run, "a contract of it is missing", "run again");
};

const toVerdict = (verdict: Verdict): RecordVerdict => {
  switch (verdict.is) {
    case "pass":
      return verdict;
    case "fail":
      return { ...verdict, detail: clean(verdict.detail) };
    case "unsupported":
      return { ...verdict, proof: clean(verdict.proof) };
    case "broken":
      throw new Error("a broken cell is not published");
  }
};

const toStream = ({ size, digest }: StreamFact): RecordStream => ({ size, digest });

// Streams that are compared from release to release stand apart from those that may differ from run to run. What a program
// that fails on purpose writes beside its contract (an engine's message, with the place of the binary) is of the latter.
const streams = (observation: Observation, compares: (name: "stdout" | "stderr") => boolean): Pick<RecordJudged, "stdout" | "stderr" | "said"> => {
  const written = (["stdout", "stderr"] as const).filter((name) => observation[name].size > 0);
  const pick = (names: readonly ("stdout" | "stderr")[]) => Object.fromEntries(names.map((name) => [name, toStream(observation[name])]));
  const held = (name: "stdout" | "stderr"): boolean => compares(name) && observation[name].differsAt === undefined;
  const said = written.filter((name) => !held(name));
  return { ...pick(written.filter(held)), ...(said.length > 0 ? { said: pick(said) } : {}) };
};

const cleaned = (texts: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, clean(text)]])));

const toFacts = (observation: Observation, compares: (name: "stdout" | "stderr") => boolean): Partial<RecordJudged> => {
  const { ending, raw, files, wallMs, userMs, systemMs, peakKib, leftProcesses, cache } = observation;
  const plain = ending.how === "exit" && raw.signal === null && raw.code === ending.code;
  const { message, says, signal, ...rest } = ending;
  return {
    ending: { ...rest, ...cleaned({ signal, message, says }) },
    ...(plain ? {} : { raw: { code: raw.code, signal: raw.signal } }),
    ...streams(observation, compares),
    ...(files.length > 0 ? { files: files.map(({ path, found }) => ({ path: clean(path), found })) } : {}),
    figures: { wallMs, userMs, systemMs, peakKib, cache, ...(leftProcesses > 0 ? { leftProcesses } : {}) },
  };
};

/** What a cell's line takes of its run besides the cell. */
interface CellGrounds {
  readonly free: RecordCase["free"];
  /** Whether its build has an artifact line. */
  readonly hasLine: boolean;
  readonly engineOf: (lane: LaneId) => string;
}

const toCell = ({ text, id, state, observation, flaked, artifact, elsewhere }: CellRecord, { free, hasLine, engineOf }: CellGrounds): RecordedCell => {
  const cell = text.slice(0, -(printLane(id.lane).length + 1));
  if (state.is === "inexpressible") return { kind: "cell", cell, state: "inexpressible", why: clean(state.why) };
  if (state.is !== "judged") throw new Error(`a cell that is ${state.is} is not published`);
  const passed = state.verdict.is === "pass";
  return {
    kind: "cell",
    cell,
    state: "judged",
    verdict: toVerdict(state.verdict),
    ...(artifact !== undefined && !hasLine ? { artifact } : {}),
    ...(elsewhere
      ? { elsewhere: Object.fromEntries(Object.entries(elsewhere).map(([role, lane]) => [role, { lane: printLane(lane), engine: engineOf(lane) }])) }
      : {}),
    ...(observation ? toFacts(observation, (name) => passed && !free.includes(name)) : {}),
    ...(flaked > 0 ? { flaked } : {}),
  };
};

/** What one machine offered of a lane: several workers of it where shards were merged. */
interface Offered {
  readonly machine: Worker["machine"];
  readonly lane: LanePin;
  readonly workers: readonly Worker[];
}

const offeredBy = ({ header, workers }: RunRecord): Offered[] => {
  const all = new Map<string, Offered>();
  for (const worker of workers) {
    for (const lane of worker.lanes) {
      const key = `${lane.id} ${worker.machine.id}`;
      const before = all.get(key);
      if (before && before.lane.digest !== lane.digest) {
        const why = `${lane.id} had two engines on machine ${worker.machine.id}`;
        throw refuse(header.run, why, "merge shards that ran the same engines");
      }
      all.set(key, { machine: worker.machine, lane, workers: [...(before?.workers ?? []), worker] });
    }
  }
  return [...all.values()];
};

const toHeader = (record: RunRecord, { machine, lane, workers }: Offered, cells: readonly CellRecord[]): RecordHeader => {
  const { header } = record;
  const toolchains = [...new Map(workers.flatMap((worker) => worker.toolchains).map((pin) => [pin.id, pin])).values()];
  const { id, os, kernel, architecture, cpu, cores, memoryMib } = machine;
  const used = new Set(cells.map((cell) => `${cell.id.language}/${cell.id.toolchain}`));
  const parsed = parseLane(lane.id);
  return {
    kind: "header",
    format: 2,
    lane: lane.id,
    release: printRelease(parsed),
    track: printTrack(parsed),
    engine: lane.digest,
    machine: { id, os: clean(os), kernel: clean(kernel), architecture, cpu: clean(cpu), cores, memoryMib },
    harness: clean(header.harness),
    harnessDigest: header.harnessDigest,
    run: header.run,
    day: header.started.slice(0, 10),
    toolchains: toolchains
      .filter((pin) => used.has(pin.id))
      .map(({ id: toolchain, version, digest }) => ({ id: toolchain, version: clean(version), digest }))
      .sort((a, b) => byText(a.id, b.id)),
    trust: [...header.trust].sort(byText),
    trusted: [...new Set(cells.filter(({ state }) => !isRefused(state)).map((cell) => cell.id.target))].sort(byText),
    cells: cells.length,
  };
};

type Targets = ReadonlyMap<Target, TargetManifest>;

const lacksOf = (record: RunRecord, build: string, imports: readonly string[], targets: Targets): Pick<RecordArtifact, "lacks"> => {
  const { workload, target } = parseBuild(build);
  const needs = new Set([...record.cases].flatMap(([name, line]) => (name.startsWith(`${workload}/`) ? line.needs : [])));
  const lacks = lackingImports(targets.get(target), imports, [...needs].sort(byText));
  return lacks.length > 0 ? { lacks } : {};
};

/** A case as a record has it: its contract, and the streams of which the contract says nothing that lasts. */
const toCase = ({ case: name, contract, held }: CaseLine): RecordCase => ({
  kind: "case",
  case: name,
  contract,
  free: (["stdout", "stderr"] as const).filter((stream) => Object.values(held).some((own) => !isLasting(own[stream]))),
});

/**
 * Splits a finished run into what is published of it, one record a lane and machine. Throws a GatehouseError for a run that cannot be
 * published. Known failures stay failures, with their reason.
 */
export const toRecords = (record: RunRecord, targets: Targets = new Map()): ReleaseRecord[] => {
  checkPublishable(record);
  const built = new Map(
    record.artifacts.flatMap(({ build, outcome }): [string, RecordArtifact][] =>
      outcome.state === "built"
        ? [[build, { kind: "artifact", build, digest: outcome.digest, size: outcome.size, ...lacksOf(record, build, outcome.imports, targets) }]]
        : [],
    ),
  );
  const cases = new Map([...record.cases].map(([name, line]) => [name, toCase(line)]));
  return offeredBy(record).flatMap((offered): ReleaseRecord[] => {
    const { lane, workers } = offered;
    const own = record.cells.filter((cell) => workers.some(({ id }) => id === cell.worker) && printLane(cell.id.lane) === lane.id);
    if (own.length === 0) return [];
    const engineOf = (other: LaneId): string => workers.flatMap(({ lanes }) => lanes).find(({ id }) => id === printLane(other))?.digest ?? "";
    const free = (cell: CellRecord): RecordCase["free"] => cases.get(`${cell.id.workload}/${cell.id.case}`)?.free ?? [];
    const cells = own
      .map((cell) => toCell(cell, { free: free(cell), hasLine: built.has(`${cell.id.workload},${printRoute(cell.id)}`), engineOf }))
      .sort((a, b) => byText(a.cell, b.cell));
    const used = [...new Set(cells.map(({ cell }) => caseOf(cell)))].sort(byText).flatMap((name) => cases.get(name) ?? []);
    const builds = [...new Set(own.filter((cell) => cell.artifact !== undefined).map((cell) => `${cell.id.workload},${printRoute(cell.id)}`))].sort(byText);
    return [{ header: toHeader(record, offered, own), cases: used, artifacts: builds.flatMap((build) => built.get(build) ?? []), cells }];
  });
};

import { GatehouseError } from "../model/errors.ts";
import type { RecordFrom, RecordHeader, RecordToolchain } from "../model/generated/record.ts";
import { parseRoute } from "../model/ids.ts";
import { buildOf, byText, caseOf, type RecordedCell, type ReleaseRecord, ranArtifact, stateOf } from "../model/record.ts";
import { isRefused } from "../model/words.ts";

/** What becomes of a published record when another run of the same lane and machine is published. */
export interface Merged {
  readonly record: ReleaseRecord;
  /** How many cells stay that the new run does not have. */
  readonly kept: number;
  /** Cells that do not stay, each with why. */
  readonly dropped: readonly { readonly cell: string; readonly why: string }[];
}

/** What is known besides the records. */
export interface Known {
  /** By WORKLOAD/CASE. */
  readonly contracts: ReadonlyMap<string, string>;
  /** Digests of the engines of the run, by lane. */
  readonly engines: ReadonlyMap<string, string>;
}

const routeOf = (cell: string): ReturnType<typeof parseRoute> => parseRoute(cell.slice(cell.indexOf(",") + 1));

const toolchainOf = (cell: string): string => {
  const { language, toolchain } = routeOf(cell);
  return `${language}/${toolchain}`;
};

const workloadOf = (cell: string): string => cell.slice(0, cell.indexOf("/"));

const samePin = (a: RecordToolchain | undefined, b: RecordToolchain | undefined): boolean => !a || !b || (a.version === b.version && a.digest === b.digest);

// Why a cell of before cannot stand beside the new ones; undefined where it can: all that it followed from is what it was.
const whyNot = (cell: RecordedCell, before: ReleaseRecord, now: ReleaseRecord, { contracts, engines }: Known): string | undefined => {
  if (before.header.engine !== now.header.engine) return "the engine, or a command, a claim or an ending of it, was another";
  const places = cell.state === "judged" ? Object.values(cell.elsewhere ?? {}) : [];
  if (places.some(({ lane, engine }) => engines.get(lane) !== engine)) return "in the other Keep, the engine or the Keep was another, or is not known";
  const pin = ({ header }: ReleaseRecord): RecordToolchain | undefined => header.toolchains.find(({ id }) => id === toolchainOf(cell.cell));
  if (!samePin(pin(before), pin(now))) return "its toolchain was another";
  const name = caseOf(cell.cell);
  const contract = contracts.get(name);
  if (contract === undefined) return "its case is no more";
  if (contract !== before.cases.find((line) => line.case === name)?.contract) return "its contract moved";
  const built = ({ artifacts }: ReleaseRecord): string | undefined => artifacts.find(({ build }) => build === buildOf(cell.cell))?.digest;
  const [was, is] = [built(before), built(now)];
  return was !== undefined && is !== undefined && was !== is ? "its artifact was another" : undefined;
};

// A target's cells count only together with the planted failures that its lane told.
const dropUntrusted = (kept: readonly RecordedCell[], dropped: readonly { readonly cell: string }[], now: ReleaseRecord): ReadonlySet<string> => {
  const lost = dropped.filter(({ cell }) => now.header.trust.includes(workloadOf(cell))).map(({ cell }) => routeOf(cell).target);
  const untrusted = new Set(lost.filter((target) => !now.header.trusted.includes(target)));
  return new Set(kept.filter((cell) => !isRefused(stateOf(cell)) && untrusted.has(routeOf(cell.cell).target)).map(({ cell }) => cell));
};

const byName = <T>(lines: readonly T[], name: (line: T) => string): T[] => [...lines].sort((a, b) => byText(name(a), name(b)));

const origin = ({ run, day, harness, harnessDigest }: RecordHeader): RecordFrom => ({ run, day, harness, harnessDigest });

/**
 * Lays a run's record over the one that was published of the same lane and machine. What the run has takes the place of
 * what was there. What it does not have stays, marked with the run that it is from, as long as all that it followed from is
 * what it was: engine, also of roles in another Keep, toolchain, artifact, and the case's contract; else it is
 * dropped, with the reason. Throws a GatehouseError where what was published is of a newer run.
 */
export const mergeRecords = (before: ReleaseRecord | undefined, now: ReleaseRecord, { contracts, engines }: Known): Merged => {
  if (!before) return { record: now, kept: 0, dropped: [] };
  if (before.header.run > now.header.run) {
    throw new GatehouseError("publish/older", `run ${now.header.run} is older than run ${before.header.run}, which is published of ${now.header.lane}`, {
      hint: "publish a newer run; to go back on purpose, remove the published file first",
    });
  }
  const own = new Set(now.cells.map(({ cell }) => cell));
  const current = new Map([...contracts, ...now.cases.map((line) => [line.case, line.contract] as const)]);
  const asked = before.cells.filter(({ cell }) => !own.has(cell)).map((cell) => ({ cell, why: whyNot(cell, before, now, { contracts: current, engines }) }));
  const moved = asked.flatMap(({ cell, why }) => (why === undefined ? [] : [{ cell: cell.cell, why }]));
  const fitting = asked.flatMap(({ cell, why }) => (why === undefined ? [cell] : []));
  const untrusted = dropUntrusted(fitting, moved, now);
  const kept = fitting.filter(({ cell }) => !untrusted.has(cell)).map((cell): RecordedCell => ({ ...cell, from: cell.from ?? origin(before.header) }));
  const dropped = [...moved, ...[...untrusted].map((cell) => ({ cell, why: "its target's trust cells do not stay" }))];
  return { record: lay(kept, before, now), kept: kept.length, dropped: byName(dropped, ({ cell }) => cell) };
};

const lay = (kept: readonly RecordedCell[], before: ReleaseRecord, now: ReleaseRecord): ReleaseRecord => {
  const cells = byName([...now.cells, ...kept], ({ cell }) => cell);
  const cases = new Set(kept.map(({ cell }) => caseOf(cell)));
  const builds = new Set(kept.filter(ranArtifact).map(({ cell }) => buildOf(cell)));
  const toolchains = new Set(kept.map(({ cell }) => toolchainOf(cell)));
  const joined = <T>(name: (line: T) => string, own: readonly T[], others: readonly T[], wanted: ReadonlySet<string>): T[] => {
    const there = new Set(own.map(name));
    return byName([...own, ...others.filter((line) => wanted.has(name(line)) && !there.has(name(line)))], name);
  };
  return {
    header: {
      ...now.header,
      toolchains: joined(({ id }) => id, now.header.toolchains, before.header.toolchains, toolchains),
      trusted: [...new Set([...now.header.trusted, ...kept.filter((cell) => !isRefused(stateOf(cell))).map(({ cell }) => routeOf(cell).target)])].sort(byText),
      cells: cells.length,
    },
    cases: joined((line) => line.case, now.cases, before.cases, cases),
    artifacts: joined(({ build }) => build, now.artifacts, before.artifacts, builds),
    cells,
  };
};

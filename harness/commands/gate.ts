import { resolve } from "node:path";
import { loadCatalog } from "../catalog/load.ts";
import { decide, type GateCell } from "../gate/decide.ts";
import { writeAtomic } from "../host/files.ts";
import type { CellRecord } from "../judge/fold.ts";
import { foldRun } from "../judge/fold.ts";
import type { Catalog } from "../model/catalog.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import { printRelease, type ReleaseId } from "../model/ids.ts";
import type { ReleaseCandidate } from "../plan/candidates.ts";
import { parseFilter } from "../plan/filter.ts";
import { profiles } from "../plan/profile.ts";
import { readJournal } from "../record/read.ts";
import { findJournal } from "../record/runs.ts";
import { decisionLines, decisionMarkdown } from "../report/gate.ts";
import { decisionJunit } from "../report/junit.ts";
import { carryOut, withWork } from "./carry-out.ts";
import { print, printJson, resultStyle } from "./output.ts";
import { checkSomething } from "./run.ts";
import { select } from "./select.ts";

export interface GateOptions {
  readonly candidate: string;
  readonly baseline: string;
  readonly tier: number;
  readonly jobs: number | undefined;
  readonly json: boolean;
  readonly markdown: string | undefined;
  readonly junit: string | undefined;
}

const parseRelease = (text: string, catalog: Catalog): ReleaseId & { readonly candidate: ReleaseCandidate } => {
  const at = text.indexOf("@");
  const [runtime, version] = [text.slice(0, at), text.slice(at + 1)];
  const manifest = catalog.runtimes.get(runtime)?.manifest;
  if (at < 1 || version === "")
    throw new GatehouseError("gate/release", `not a release: ${JSON.stringify(text)}`, {
      hint: "write RUNTIME@VERSION, or RUNTIME@path:FILE for a binary that nobody has published",
    });
  if (!manifest)
    throw new GatehouseError("gate/runtime", `there is no runtime ${JSON.stringify(runtime)}`, {
      hint: `runtimes are: ${[...catalog.runtimes.keys()].join(", ")}`,
    });
  if (version.startsWith("path:")) {
    const path = `path:${resolve(version.slice("path:".length))}`;
    return { runtime, version: path, candidate: { runtime, release: { version: path, current: true } } };
  }
  const release = manifest.release.find((each) => each.version === version);
  if (!release) {
    const known = manifest.release.flatMap((each) => each.version ?? []).join(", ");
    throw new GatehouseError("gate/unknown-release", `${runtime} has no release ${JSON.stringify(version)} in its runtime.toml`, {
      hint: `releases are: ${known || "none with a fixed version"}; another is added there by version and digest, or given as ${runtime}@path:FILE`,
    });
  }
  return { runtime, version, candidate: { runtime, release } };
};

const toGateCells = (catalog: Catalog, cells: readonly CellRecord[]): GateCell[] =>
  cells.map((cell) => {
    const entry = catalog.workloads.get(cell.id.workload)?.cases.find((each) => each.id === cell.id.case);
    const program = entry && Object.values(entry.programs)[0];
    return {
      ...cell,
      compared: { stdout: program?.stdout.match !== "free", stderr: program?.stderr.match !== "free" },
      tier: catalog.languages.get(cell.id.language)?.manifest.tier ?? 3,
      needs: entry?.needs ?? [],
    };
  });

/**
 * `gatehouse gate`: runs the candidate and the baseline in one run, on the same artifacts, and decides.
 * Exit code 0: accepted; 1: refused; 2: a release that cannot be used, in one line.
 */
export const gateCommand = async (root: string, terms: readonly string[], options: GateOptions): Promise<number> => {
  const filter = parseFilter(terms);
  const catalog = await loadCatalog(root);
  const [candidate, baseline] = [parseRelease(options.candidate, catalog), parseRelease(options.baseline, catalog)];
  if (candidate.runtime !== baseline.runtime) {
    throw new GatehouseError("gate/runtimes", `${options.candidate} and ${options.baseline} are releases of two runtimes`, {
      hint: "a gate compares releases of one runtime",
    });
  }
  return withWork(root, async (work) => {
    const selection = await select(work.session, profiles.full, filter, work.progress, [candidate.candidate, baseline.candidate]);
    for (const [name, release] of [
      ["candidate", candidate],
      ["baseline", baseline],
    ] as const) {
      const lane = selection.unavailable.find((line) => line.what === "lane" && line.id.startsWith(`${printRelease(release)}/`));
      const lacking = lane?.evidence.find((item) => !item.pass);
      if (lacking)
        throw new GatehouseError(`gate/${name}`, `the ${name} ${printRelease(release)} cannot be used: ${lacking.name}: ${lacking.info ?? "no"}`, {
          hint: lacking.hint,
        });
    }
    checkSomething(selection);
    const run = await carryOut(work, selection, { profile: "full", terms, jobs: options.jobs, repeat: 1, shuffle: undefined });
    const { header, lines } = readJournal(findJournal(root, run));
    const record = foldRun(header, lines);
    const cells = toGateCells(work.session.catalog, record.cells).filter((cell) => !header.trust.includes(cell.id.workload));
    const of = (release: ReleaseId): GateCell[] => cells.filter((cell) => cell.id.lane.runtime === release.runtime && cell.id.lane.version === release.version);
    // A release against itself has one lane: both sides are its cells.
    const names = { candidate: printRelease(candidate), baseline: printRelease(baseline), run };
    const decision = decide(names, of(baseline), of(candidate), [], { tiers: [1, 2, 3].filter((tier) => tier <= options.tier) });
    if (options.markdown) writeAtomic(resolve(options.markdown), decisionMarkdown(decision));
    if (options.junit) writeAtomic(resolve(options.junit), decisionJunit(decision));
    if (options.json) printJson({ ...decision, journal: findJournal(root, run) });
    else print(decisionLines(decision, resultStyle()));
    if (work.interrupted()) return 130;
    return decision.accepted && record.complete ? exitCodes.ok : exitCodes.unexpected;
  });
};

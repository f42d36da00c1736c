import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { layOut } from "../build/sources.ts";
import { type Entry, readEntries } from "../host/bundle.ts";
import { digest } from "../host/digest.ts";
import { storeFolder } from "../host/environment.ts";
import { blamer } from "../judge/blame.ts";
import { judge } from "../judge/judge.ts";
import { neighbourAddress } from "../model/addresses.ts";
import type { Catalog } from "../model/catalog.ts";
import { unclaimedOf } from "../model/claims.ts";
import type { StreamFact } from "../model/generated/journal.ts";
import { candidateSuffix, printLane } from "../model/ids.ts";
import { laneTarget } from "../model/lane.ts";
import type { Repro, ReproStream } from "../model/repro.ts";
import { tokensIn } from "../model/symbolic.ts";
import { readBlob } from "../record/blobs.ts";
import { reproNeeds } from "../report/repro-needs.ts";
import type { ReadRun } from "../review/read-run.ts";
import { caseLine } from "../run/contract.ts";
import { describeStep } from "../run/dialogue/describe-step.ts";
import type { ExpectedStream } from "../run/expected.ts";
import { preparedOf, wasmOf } from "./addresses.ts";
import { type CollectedProgram, collectProgram } from "./collect-program.ts";
import { isDialogue, moved, notPlain, type Reproducible } from "./reproducible.ts";

/** What is known of a cell, with the bytes that belong to it. */
export interface Collected {
  readonly repro: Repro;
  /** One, or all of a dialogue; the first role's first. */
  readonly programs: readonly [CollectedProgram, ...CollectedProgram[]];
  /** What the run saw on each stream of the first program, as far as it was kept. */
  readonly said: Readonly<Record<"stdout" | "stderr", Uint8Array | undefined>>;
  /** The port's source as it is now, with what ports of its language share. */
  readonly source: readonly Entry[];
  /** Names for the places of this machine that texts of a run may hold. */
  readonly names: ReadonlyMap<string, string>;
}

// Where the journal does not tell the contract's digest, that of today must at least give the verdict of the run.
const checkSameContract = ({ cell, case: entry, runtime, workload }: Reproducible): void => {
  const { state, observation } = cell;
  const changed = moved(cell, `the contract of ${cell.id.workload}/${cell.id.case} has changed since the run`);
  const { contract, held, needs, mustFail } = caseLine(cell.id.workload, entry, workload.folder);
  if (cell.contract !== undefined && cell.contract !== contract) throw changed;
  if (state.is !== "judged" || !observation || (state.verdict.is === "fail" && state.verdict.cause === "nondeterministic")) return;
  const claims = runtime.target[cell.id.target]?.claims ?? [];
  const now = judge(observation, { held, unclaimed: unclaimedOf(needs, claims), mustFail });
  const key = (verdict: typeof now): string => `${verdict.is} ${verdict.is === "fail" ? verdict.cause : ""}`;
  if (key(now) !== key(state.verdict)) throw changed;
};

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 4096)).toString("utf8");

const toExpected = (stream: ExpectedStream | undefined): ReproStream | undefined =>
  stream && { size: stream.bytes.length, digest: stream.digest, differsAt: undefined, text: utf8(stream.bytes) };

const readSaid = (fact: StreamFact | undefined, expected: ExpectedStream | undefined, journal: string): Uint8Array | undefined => {
  if (!fact) return undefined;
  if (fact.size === 0) return Buffer.alloc(0);
  if (fact.digest === expected?.digest) return expected.bytes;
  return readBlob(journal, fact);
};

const toActual = (fact: StreamFact | undefined, said: Uint8Array | undefined): ReproStream | undefined =>
  fact && { size: fact.size, digest: fact.digest, differsAt: fact.differsAt, text: said && utf8(said) };

// Of ports for every target and for this one, the sources of both.
const sourceOf = ({ cell: { id }, workload }: Reproducible, scratch: string): Entry[] => {
  const ports = workload.ports.filter(({ language }) => language === id.language);
  const port = ports.find(({ target }) => target === id.target) ?? ports.find(({ target }) => target === undefined);
  if (!port) return [];
  layOut({ layers: port.layers, target: id.target }, join(scratch, "source"));
  return readEntries(join(scratch, "source"), "source");
};

const buildSteps = ({ cell: { id } }: Reproducible, catalog: Catalog): string[] => {
  const toolchain = catalog.languages.get(id.language)?.manifest.toolchain[id.toolchain.replace(candidateSuffix, "")];
  return (toolchain?.target[id.target]?.steps ?? []).flatMap((step) => ("run" in step ? [step.run.join(" ")] : []));
};

const placeName = (token: string, role: string): string => {
  if (token === "wasm") return wasmOf(role);
  if (token === "prepared") return preparedOf(role);
  return token === "manifest" ? "host" : token.replace(/^bin[.]/, "").replace("directory.", "directory-");
};

// A path that holds another comes first, for it would be cut otherwise.
const namesOf = (root: string, store: string, { record }: ReadRun, programs: readonly CollectedProgram[]): Map<string, string> => {
  const builds = [...record.cells, ...record.lanes.map(({ id }) => ({ text: id }))].flatMap(({ text }) => /@path:(.+)[/][a-z]+:/.exec(text)?.[1] ?? []);
  const found: [string, string][] = [
    ...builds.map((path): [string, string] => [path, path.split("/").at(-1) as string]),
    ...programs.flatMap(({ places, role }) => [...(places ?? [])].map(([token, path]): [string, string] => [path, placeName(token, role)])),
    [store, "STORE"],
    [root, "PROJECT"],
  ];
  return new Map(found.filter(([path]) => path.startsWith("/") && path.length > 1).sort(([one], [other]) => other.length - one.length));
};

/** Puts together all that is known of a cell. Throws a GatehouseError where the store lacks its binary, or where what ran cannot have followed from the manifests of today. */
export const collect = async (root: string, found: Reproducible, read: ReadRun, scratch: string): Promise<Collected> => {
  const { record, path, grounds, catalog } = read;
  const { cell, placed, runtime, workload, case: entry } = found;
  const { id, observation, standing } = cell;
  const store = storeFolder(root);
  checkSameContract(found);
  const roles = Object.keys(entry.programs);
  const all = await Promise.all(roles.map((role) => collectProgram(found, role, record, store, scratch)));
  const programs = all as [CollectedProgram, ...CollectedProgram[]];
  const [first] = programs;
  const { commands, expected, program, artifact, seen } = first;
  const target = laneTarget({ id: id.lane, runtime }, id.target);
  if (!target) throw moved(cell, `${id.lane.runtime} has no target ${id.target} any more`);
  const said = { stdout: readSaid(seen?.stdout, expected.stdout, path), stderr: readSaid(seen?.stderr, expected.stderr, path) };
  const words = programs.flatMap((own) => [
    ...own.commands.run.argv,
    ...Object.values(own.commands.run.env),
    ...(isDialogue(entry) ? [] : own.commands.version),
    ...(target.mode.prepare && !own.prepared ? (own.commands.prepare?.argv ?? []) : []),
  ]);
  const binaries = [...new Map(programs.flatMap(({ places }) => [...(places ?? [])])).entries()].flatMap(([token, place]) =>
    token.startsWith("bin.") && existsSync(place) ? [{ path: place, digest: digest(readFileSync(place)) }] : [],
  );
  const passed = cell.state.is === "judged" && cell.state.verdict.is === "pass";
  const { header } = record;
  const worker = record.workers.find((each) => each.id === cell.worker);
  if (!worker) throw moved(cell, "the run does not tell which machine ran it");
  return {
    ...{ programs, said, source: sourceOf(found, scratch), names: namesOf(root, store, read, programs) },
    repro: {
      cell: cell.text,
      id,
      run: { id: header.run, started: header.started, harness: header.harness, supervised: worker.supervised },
      machine: worker.machine,
      workload: { title: workload.manifest.title, about: workload.manifest.about, needs: entry.needs },
      program,
      steps: isDialogue(entry) ? entry.steps.map(describeStep) : undefined,
      notPlain: notPlain(found, catalog.keeps),
      neighbour: entry.neighbour ? neighbourAddress : undefined,
      limits: entry.limits,
      mustFail: entry.mustFail,
      known: standing.is === "known-failure" ? standing.known : undefined,
      built: buildSteps(found, catalog),
      runtime: { name: runtime.name, homepage: runtime.homepage, endings: target.endings, report: target.report === true },
      toolchain: worker.toolchains.find((each) => each.id === `${id.language}/${id.toolchain}`),
      lane: record.lanes.find((each) => each.id === printLane(id.lane)),
      artifact: { digest: artifact.digest, size: artifact.size },
      state: cell.state,
      blame: passed ? undefined : blamer(record.cells, grounds)(cell),
      observation,
      streams: {
        stdout: { expected: toExpected(expected.stdout), actual: toActual(seen?.stdout, said.stdout) },
        stderr: { expected: toExpected(expected.stderr), actual: toActual(seen?.stderr, said.stderr) },
      },
      commands,
      config: first.config?.path,
      prepared: target.mode.prepare ? first.prepared !== undefined : undefined,
      needs: reproNeeds(runtime, placed.releases, id.lane.version, tokensIn(words)),
      programs: binaries,
    },
  };
};

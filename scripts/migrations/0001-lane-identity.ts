/**
 * Carries published records over to the digests that lanes have since `releases.toml` stands beside `runtime.toml`.
 *
 *   node scripts/migrations/0001-lane-identity.ts [--dry-run] [--results results/releases] [--accept LANE]...
 *
 * For each record, the digest of before is computed anew: by the old rule, from the manifests of commit af195c7 and the packages
 * that these name. Where it is the one that the record has, and what the lane runs by is the same today, the record gets the digest of today.
 * A record that does not fit is left as it is, and named with the reason; exit code 1. `--accept` takes a lane whose commands changed in words
 * alone. May be run again. A record that has today's digest already stays.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "smol-toml";
import { openSession } from "../../harness/engine/session.ts";
import { digestFolder, digestOf } from "../../harness/host/digest.ts";
import type { Placed, PlacedRuntime } from "../../harness/model/catalog.ts";
import type { KeepManifest } from "../../harness/model/generated/keep.ts";
import { type LaneId, parseLane } from "../../harness/model/ids.ts";
import type { Provisioned } from "../../harness/model/provisioned.ts";
import { resolveRuntime } from "../../harness/model/resolve.ts";
import { entryDigest, laneDigest } from "../../harness/probe/identity.ts";
import { machineUpkeep } from "../../harness/probe/machines.ts";
import { provisionEngine } from "../../harness/probe/provision-engine.ts";

const before = "af195c7";
const root = join(import.meta.dirname, "../..");
const { values: options } = parseArgs({
  options: { "dry-run": { type: "boolean", default: false }, results: { type: "string" }, accept: { type: "string", multiple: true, default: [] } },
});
const results = options.results ?? join(root, "results/releases");

const old = mkdtempSync(join(tmpdir(), "gatehouse-migration-"));
mkdirSync(old, { recursive: true });
const archive = execFileSync("git", ["-C", root, "archive", before, "harness/runtimes", "harness/keeps"], { maxBuffer: 2 ** 28 });
execFileSync("tar", ["-x", "-C", old], { input: archive });

// biome-ignore lint/suspicious/noExplicitAny: what the schema of before held has no type any more.
const readOld = (...path: string[]): any => parse(readFileSync(join(old, "harness", ...path), "utf8"));

/** A runtime of before, said as today. */
const oldRuntime = (id: string): PlacedRuntime => {
  const { release: releases, ...manifest } = readOld("runtimes", id, "runtime.toml");
  for (const [name, target] of Object.entries<Record<string, unknown>>(manifest.target)) {
    const { argv: run, serve, prepare, measure, sockets, ...rest } = target;
    const mode = { run, ...(serve ? { serve } : {}), ...(prepare ? { prepare } : {}), ...(measure as object | undefined) };
    manifest.target[name] = { ...rest, mode, ...(sockets ? { sockets: [sockets] } : {}) };
  }
  return { folder: join(old, "harness/runtimes", id), manifest, releases };
};

const oldKeep = (id: string): Placed<KeepManifest> => ({ folder: join(old, "harness/keeps", id), manifest: readOld("keeps", id, "keep.toml") });

const session = await openSession(root, new AbortController().signal);

/** A lane's packages, those of its way into the Keep, and its digest by the rule of today. */
const identify = async (runtime: PlacedRuntime, keep: Placed<KeepManifest>, id: LaneId) => {
  const { manifest, releases, folder } = runtime;
  const release = releases.find(({ version }) => version === id.version) ?? releases.find(({ version }) => version === undefined);
  const launcher = manifest.keep && id.launcher === "host" ? { kind: "host" as const } : keep.manifest.launcher.find(({ kind }) => kind === id.launcher);
  if (!release || !launcher) throw new Error("it is in no manifest");
  const states = [
    ...(await provisionEngine(session, runtime, release, id.architecture)),
    ...(await session.provisioner.all(keep.manifest.package ?? {}, launcher.packages ?? [], keep.folder)),
  ];
  const missing = states.find((state) => !state.ok);
  if (missing && !missing.ok) throw new Error(`package ${missing.id} is not here: ${missing.evidence[0]?.info}`);
  const count = states.length - (launcher.packages ?? []).length;
  const [packages, entryPackages] = [states.slice(0, count), states.slice(count)] as [Provisioned[], Provisioned[]];
  const accelerator = launcher.accelerators?.find(({ name }) => name === id.accelerator);
  const slowdown = (accelerator?.slowdown ?? launcher.slowdown ?? keep.manifest.slowdown ?? 1) * (release.slowdown ?? 1);
  const entry = await entryDigest({ keep, launcher, packages: entryPackages }, id.accelerator, session.store);
  const lane = { id, runtime: resolveRuntime(manifest, releases, id.version), folder, packages, slowdown };
  return { packages, entryPackages, digest: await laneDigest(lane, entry, session.store) };
};

const digestsOf = (packages: readonly Provisioned[]): string[] => packages.map(({ digest }) => digest);

/** The digest of a lane before, and that of today; or why the second cannot take the first one's place. */
const compare = async (text: string): Promise<{ readonly was: string; readonly is: string; readonly why?: string }> => {
  const id = parseLane(text);
  const [runtime, keep] = [session.catalog.runtimes.get(id.runtime), session.catalog.keeps.get(id.keep)];
  if (!runtime || !keep) throw new Error("its runtime or its Keep is not there any more");
  const [then, thenKeep] = [oldRuntime(id.runtime), oldKeep(id.keep)];
  const own = await identify(then, thenKeep, id);
  const upkeep = id.accelerator === undefined ? "" : machineUpkeep();
  const place = digestOf([digestsOf(own.entryPackages), digestFolder(thenKeep.folder), id.launcher, upkeep]);
  const was = digestOf([digestsOf(own.packages), digestFolder(then.folder), place, id.variant ?? ""]);
  const { digest: is } = await identify(runtime, keep, id);
  const moved = is !== own.digest && !options.accept.includes(text);
  return { was, is, ...(moved ? { why: "what it runs by is not what it was: engine, commands, claims, endings, scripts or the way into its Keep" } : {}) };
};

let left = 0;
try {
  const paths = readdirSync(results, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ndjson"));
  for (const path of paths.sort().map((each) => join(results, each))) {
    let text = readFileSync(path, "utf8");
    const header = JSON.parse(text.slice(0, text.indexOf("\n"))) as { lane: string; engine: string };
    const elsewhere = [...text.matchAll(/"lane":"([^"]+)","engine":/g)].map((match) => match[1] as string);
    const lanes = new Set([header.lane, ...elsewhere]);
    const told = await Promise.all([...lanes].map(async (lane) => [lane, await compare(lane)] as const)).catch((error: Error) => error.message);
    const known = typeof told === "string" ? undefined : new Map(told).get(header.lane);
    const why = typeof told === "string" ? told : told.find(([, each]) => each.why)?.[1].why;
    if (known && header.engine === known.is) console.log(`stays    ${header.lane}: it has today's digest`);
    else if (known && why === undefined && header.engine === known.was) {
      for (const [, { was, is }] of told as Exclude<typeof told, string>) text = text.replaceAll(`"engine":"${was}"`, `"engine":"${is}"`);
      if (!options["dry-run"]) writeFileSync(path, text);
      console.log(`carried  ${header.lane}: ${known.was.slice(0, 19)} -> ${known.is.slice(0, 19)}`);
    } else {
      left++;
      console.log(
        `left     ${header.lane}: ${why ?? `it is of another engine or manifest than that of ${before} (${known?.was.slice(0, 19)}): measure it anew`}`,
      );
    }
  }
} finally {
  await session.close();
  rmSync(old, { recursive: true, force: true });
}
process.exitCode = left > 0 ? 1 : 0;

import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import pLimit from "p-limit";
import { digest, digestFolder, digestOf, randomName } from "../host/digest.ts";
import { bareEnvironment } from "../host/environment.ts";
import { architecture, cores } from "../host/machine.ts";
import { fileMark, remember } from "../host/memo.ts";
import { isRunnable } from "../host/which.ts";
import { describeExit } from "../launch/launcher.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { Package } from "../model/generated/package.ts";
import { type LaneId, printLane } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { fillWords } from "../model/placeholders.ts";
import { type PackageState, type Provisioned, placeholderValues } from "../model/provisioned.ts";
import { shorten } from "../model/text.ts";
import type { ReleaseCandidate } from "../plan/candidates.ts";
import type { Session } from "./session.ts";

/** A toolchain that can be used, at the version that it reports. */
export interface ReadyToolchain {
  readonly ok: true;
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  readonly packages: readonly Provisioned[];
}

/** A toolchain or lane that this machine lacks. */
export interface NotReady {
  readonly ok: false;
  readonly id: string;
  readonly evidence: readonly Evidence[];
}

/** An engine that takes longer to tell its version hangs. */
const versionTimeoutMs = 20_000;

const versionPattern = /\d+\.\d+(?:\.\d+)?(?:[-+][0-9A-Za-z.-]+)?/;

// An engine that nobody has published yet may hang, flood or leave processes behind when it is asked: it runs with limits.
const runQuietly = async (argv: readonly string[], env: Record<string, string>, session: Session): Promise<{ text: string; how: string | undefined }> => {
  const said = join(session.store, "tmp", `version-${randomName()}`);
  mkdirSync(said, { recursive: true });
  try {
    const [stdout, stderr] = [join(said, "stdout"), join(said, "stderr")];
    const limits = { timeMs: versionTimeoutMs, memoryKib: 4 * 2 ** 20, outputBytes: 2 ** 20, processes: 64 };
    const exit = await session.launcher.run({ argv, env, cwd: said, stdin: "/dev/null", stdout, stderr, limits });
    const how = describeExit(exit);
    const text = exit.startError === undefined ? `${readFileSync(stdout, "utf8")}\n${readFileSync(stderr, "utf8")}` : "";
    return { text, how: how && `${how}${text.trim() ? `: ${shorten(text.trim(), 300)}` : ""}` };
  } finally {
    rmSync(said, { recursive: true, force: true });
  }
};

// A version follows from the packages and the question; only what could not be asked is asked again.
const askVersion = async (
  argv: readonly string[],
  packages: readonly Provisioned[],
  manifest: string,
  session: Session,
  reports: RegExp = versionPattern,
): Promise<{ version: string } | { failure: string }> => {
  const { values, env } = placeholderValues(packages);
  const filled = fillWords(argv, { ...values, manifest });
  let failure = "";
  const version = await remember(session.store, ["version", reports.source, filled, packages.map((pack) => pack.digest)], async () => {
    const { text, how } = await runQuietly(filled, { ...bareEnvironment(session.store), ...env }, session);
    const found = reports.exec(text);
    failure = how ?? `it does not tell its version, but: ${shorten(text.trim(), 120)}`;
    return how === undefined && found ? (found[1] ?? found[0]) : undefined;
  });
  return version === undefined ? { failure } : { version };
};

const missingOf = (states: readonly Awaited<ReturnType<Session["provisioner"]["one"]>>[]): Evidence[] =>
  states.flatMap((state) => (state.ok ? [] : state.evidence));

/** Provisions a toolchain `LANGUAGE/TOOLCHAIN` and asks for its version. */
export const probeToolchain = async (session: Session, language: string, toolchain: string): Promise<ReadyToolchain | NotReady> => {
  const id = `${language}/${toolchain}`;
  const placed = session.catalog.languages.get(language);
  const manifest = placed?.manifest.toolchain[toolchain];
  if (!placed || !manifest) throw new Error(`there is no toolchain ${id}`);
  const states = await session.provisioner.all(placed.manifest.package ?? {}, manifest.packages, placed.folder);
  const missing = missingOf(states);
  if (missing.length > 0) return { ok: false, id, evidence: missing };
  const packages = states as Provisioned[];
  const said = await askVersion(manifest.version, packages, placed.folder, session);
  if ("failure" in said)
    return {
      ok: false,
      id,
      evidence: [{ name: `${id} starts`, pass: false, info: said.failure, hint: "what it needs may be missing on this machine: the message says what" }],
    };
  return { ok: true, id, version: said.version, digest: digestOf(packages.map((pack) => pack.digest)), packages };
};

// A release pins the package `engine` anew; all else of the manifest stays.
const pinnedPackages = (packages: Readonly<Record<string, Package>>, release: ReleaseCandidate["release"]): Record<string, Package> => {
  const engine = packages["engine"] as Package;
  const version = release["package-version"] ?? release.version;
  const pinned = {
    ...engine,
    ...(version && engine.from !== "path" && engine.from !== "npm" ? { version } : {}),
    ...(release.digests ? { digests: release.digests } : {}),
    ...(release.lock ? { lock: release.lock } : {}),
  };
  return { ...packages, engine: pinned as Package };
};

const candidatePrefix = "path:";

const atPath = async (path: string, engine: Package, session: Session): Promise<PackageState> => {
  if (!isRunnable(path)) {
    const evidence = {
      name: `${path} can be executed`,
      pass: false,
      info: "it is not there, or it is no executable file",
      hint: "name the engine's binary, and `chmod +x` it",
    };
    return { ok: false, id: "engine", evidence: [evidence] };
  }
  const own = await remember(session.store, ["file", fileMark(path)], () => Promise.resolve(digest(readFileSync(path))));
  return {
    ok: true,
    id: "engine",
    folder: dirname(path),
    bin: Object.fromEntries(Object.keys(engine.bin ?? {}).map((name) => [name, path])),
    env: {},
    digest: own ?? "",
    origin: "path",
  };
};

/** Provisions a release of a runtime and makes its lane in the nil Keep on this host; its version is the one it reports. */
const probeLane = async (session: Session, candidate: ReleaseCandidate): Promise<Lane | NotReady> => {
  const placed = session.catalog.runtimes.get(candidate.runtime);
  const keep = session.catalog.keeps.get("nil");
  if (!placed || !keep) throw new Error(`there is no runtime ${candidate.runtime} or no Keep nil`);
  const { manifest, folder } = placed;
  const idOf = (version: string): LaneId => ({ runtime: manifest.id, version, keep: "nil", launcher: "host", architecture: architecture() });
  const wanted = candidate.release.version ?? "unknown";
  const refuse = (evidence: readonly Evidence[]): NotReady => ({ ok: false, id: printLane(idOf(wanted)), evidence });
  const named = wanted.startsWith(candidatePrefix);
  const packages = named ? manifest.package : pinnedPackages(manifest.package, candidate.release);
  const states = await Promise.all(
    Object.keys(packages).map((id) =>
      id === "engine" && named
        ? atPath(wanted.slice(candidatePrefix.length), manifest.package["engine"] as Package, session)
        : session.provisioner.one(packages, id, folder),
    ),
  );
  const missing = missingOf(states);
  if (missing.length > 0) return refuse(missing);
  const ready = states as Provisioned[];
  const said = await askVersion(manifest.version, ready, folder, session, manifest.reports === undefined ? undefined : new RegExp(manifest.reports, "m"));
  if ("failure" in said)
    return refuse([
      { name: `${manifest.name} starts`, pass: false, info: said.failure, hint: "what it needs may be missing on this machine: the message says what" },
    ]);
  if (!named && wanted !== "unknown" && said.version !== wanted) {
    return refuse([
      {
        name: `${manifest.name} reports version ${wanted}`,
        pass: false,
        info: `it reports ${said.version}`,
        hint: "mend the release's version in runtime.toml: a lane goes by the version that the engine reports",
      },
    ]);
  }
  const id = idOf(named ? wanted : said.version);
  return {
    id,
    text: printLane(id),
    manifest,
    folder,
    packages: ready,
    digest: digestOf([ready.map((pack) => pack.digest), digestFolder(folder)]),
    slowdown: keep.manifest.slowdown ?? 1,
  };
};

/** Probes toolchains and lanes, a few at a time. */
export const probeAll = async (
  session: Session,
  toolchains: readonly { readonly language: string; readonly toolchain: string }[],
  releases: readonly ReleaseCandidate[],
): Promise<{ toolchains: (ReadyToolchain | NotReady)[]; lanes: (Lane | NotReady)[] }> => {
  // Clients wait for the network more than they work.
  const limit = pLimit(cores() + 2);
  const [ready, lanes] = await Promise.all([
    Promise.all(toolchains.map((each) => limit(() => probeToolchain(session, each.language, each.toolchain)))),
    Promise.all(releases.map((each) => limit(() => probeLane(session, each)))),
  ]);
  return { toolchains: ready, lanes };
};

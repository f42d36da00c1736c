import { chmodSync, existsSync, readFileSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { digestOf } from "../host/digest.ts";
import { checkRoom } from "../host/faults.ts";
import { makeWhole } from "../host/files.ts";
import { checkInstalled, installedDigest, isInstalled, sealPackage } from "../host/installed.ts";
import { architecture } from "../host/machine.ts";
import { digestNamed } from "../host/steps.ts";
import { which } from "../host/which.ts";
import { hexOf } from "../model/digest.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { Package } from "../model/generated/package.ts";
import { takenBy } from "../model/packages.ts";
import type { PackageState } from "../model/provisioned.ts";
import { type InstallContext, missing, type ProvisionContext } from "./context.ts";
import { findOnPath } from "./on-path.ts";

const fillFolder = (text: string, folder: string): string => text.replaceAll("{package}", folder);

// Kinds of packages that can be had for another architecture: there it is always Linux that is emulated.
const foreign: ReadonlySet<Package["from"]> = new Set(["pypi", "go"]);

// The programs that get a package of each kind.
const clients: Readonly<Record<Exclude<Package["from"], "path">, readonly string[]>> = {
  ...{ pypi: ["python3"], npm: ["npm"], go: ["go"], cargo: ["cargo", "tar"], debian: ["apt-get", "dpkg-deb"], maven: ["curl"] },
};

const noForeign = (id: string, from: Package["from"], wanted: string): [string, string, string] => [
  `package ${id} for ${wanted}`,
  `a package from ${from} can be had for this machine only`,
  "only packages from pypi and go can be had for another architecture",
];

/** Provisions packages of manifests into the store: each once in a run, however many ask for it. */
export class Provisioner {
  readonly #context: ProvisionContext;
  readonly #known = new Map<string, Promise<PackageState>>();
  readonly #installing = new Map<string, Promise<Evidence | undefined>>();

  constructor(context: ProvisionContext) {
    this.#context = context;
  }

  /** The packages `ids` of one manifest, in that order. `manifest` is the folder that it stands in. */
  async all(packages: Readonly<Record<string, Package>>, ids: readonly string[], manifest: string): Promise<PackageState[]> {
    const states = await this.unchecked(packages, ids, manifest);
    return Promise.all(states.map(checked));
  }

  /** The same, of which nobody has checked yet that they are what was installed: whoever runs one calls `checkInstalled`. */
  unchecked(packages: Readonly<Record<string, Package>>, ids: readonly string[], manifest: string): Promise<PackageState[]> {
    return Promise.all(ids.map((id) => this.#find(packages, id, manifest, architecture())));
  }

  /** One package; for `wanted`, an architecture that need not be this machine's. */
  async one(packages: Readonly<Record<string, Package>>, id: string, manifest: string, wanted: string = architecture()): Promise<PackageState> {
    return checked(await this.#find(packages, id, manifest, wanted));
  }

  /** A package at another version, pinned by what its registry has today; or the evidence of what is missing for that. */
  async pin(id: string, spec: Package, version: string, manifest: string): Promise<{ readonly spec: Package } | { readonly missing: Evidence }> {
    const { pinVersion } = await import("./pin.ts");
    return pinVersion(id, spec, version, this.#context, manifest);
  }

  /** Where a package lies in the store, or would lie; undefined for one that is only had on PATH. */
  folderOf(packages: Readonly<Record<string, Package>>, id: string, manifest: string, wanted: string): string | undefined {
    const spec = packages[id] as Package;
    if (spec.from === "path") return undefined;
    const builders = takenBy(spec).map((other) => this.#key(other, packages[other] as Package, [], manifest, wanted));
    return this.#placeOf(id, this.#key(id, spec, builders, manifest, wanted));
  }

  // Where stores share packages, each program has one path: caches of compilers go by it.
  #placeOf(id: string, key: string): string {
    const packages = join(this.#context.store, "packages");
    return join(existsSync(packages) ? realpathSync(packages) : packages, `${id}-${hexOf(key, 16)}`);
  }

  /** About how many seconds it takes to get packages that are not here yet; infinitely many where the program that gets one, or is one, is not on PATH. */
  async secondsFor(packages: Readonly<Record<string, Package>>, ids: readonly string[], manifest: string): Promise<number> {
    const seconds = ids.map(async (id) => {
      const spec = packages[id] as Package;
      const folder = this.folderOf(packages, id, manifest, architecture());
      if (folder !== undefined && isInstalled(folder)) return 0;
      if (spec.path && (await findOnPath(id, spec.path, this.#context, manifest)).ok) return 0;
      const gettable = spec.from !== "path" && clients[spec.from].every((client) => which(client));
      return gettable ? (spec.seconds ?? unknownSeconds) : Number.POSITIVE_INFINITY;
    });
    return (await Promise.all(seconds)).reduce((sum, each) => sum + each, 0);
  }

  #find(packages: Readonly<Record<string, Package>>, id: string, manifest: string, wanted: string): Promise<PackageState> {
    const spec = packages[id] as Package;
    const taken = Object.fromEntries(takenBy(spec).map((other) => [other, packages[other] as Package]));
    const key = digestOf([id, manifest, spec, taken, wanted]);
    let state = this.#known.get(key);
    if (!state) {
      state = this.#provision(id, spec, taken, manifest, wanted);
      this.#known.set(key, state);
    }
    return state;
  }

  async #provision(id: string, spec: Package, taken: Readonly<Record<string, Package>>, manifest: string, wanted: string): Promise<PackageState> {
    const evidence: Evidence[] = [];
    if (wanted !== architecture() && !foreign.has(spec.from)) return { ok: false, id, evidence: [missing(...noForeign(id, spec.from, wanted)).missing] };
    if (spec.path && wanted === architecture()) {
      const found = await findOnPath(id, spec.path, this.#context, manifest);
      if (found.ok) return found;
      evidence.push(found.evidence);
    }
    if (spec.from === "path") return { ok: false, id, evidence };
    const builders = Object.entries(taken).map(([other, each]) => this.#key(other, each, [], manifest, wanted));
    const pinned = this.#key(id, spec, builders, manifest, wanted);
    const folder = this.#placeOf(id, pinned);
    if (!isInstalled(folder)) {
      // Several languages may share a package: it is installed once.
      const installing =
        this.#installing.get(folder) ??
        this.#install(id, spec, manifest, folder, {
          ...this.#context,
          architecture: wanted,
          taken: () => this.all(taken, Object.keys(taken), manifest),
        });
      this.#installing.set(folder, installing);
      const failed = await installing;
      if (failed) return { ok: false, id, evidence: [...evidence, failed] };
    }
    const digest = installedDigest(folder);
    const bin = Object.fromEntries(Object.entries(spec.bin ?? {}).map(([name, path]) => [name, join(folder, path)]));
    const env = Object.fromEntries(Object.entries(spec.env ?? {}).map(([name, value]) => [name, fillFolder(value, folder)]));
    return { ok: true, id, folder, bin, env, digest, origin: "store" };
  }

  #key(id: string, spec: Package, builders: readonly string[], manifest: string, wanted: string): string {
    const lock = spec.from === "npm" ? readFileSync(join(manifest, spec.lock, "package-lock.json"), "utf8") : "";
    const named = "steps" in spec ? digestNamed(spec.steps ?? [], manifest) : [];
    // Where else it may be had, how long it takes and which versions there are besides changes nothing of what is installed.
    const pinned = Object.fromEntries(Object.entries(spec).filter(([name]) => !["path", "seconds", "others"].includes(name)));
    const place = [wanted === architecture() ? process.platform : "linux", wanted];
    return digestOf([id, pinned, lock, named, ...place, ...(builders.length > 0 ? [builders] : [])]);
  }

  async #install(id: string, spec: Package, manifest: string, folder: string, context: InstallContext): Promise<Evidence | undefined> {
    this.#context.notify({ package: id, state: "start" });
    const failed = await makeWhole(folder, join(this.#context.store, "tmp"), async (draft) => {
      const result = await install(spec, draft, context, manifest);
      if ("missing" in result) return result.missing;
      for (const path of Object.values(spec.bin ?? {})) makeRunnable(draft, path, id);
      await sealPackage(draft, folder, id, result.digest);
      return undefined;
    });
    this.#context.notify({ package: id, state: "done" });
    if (failed) checkRoom(this.#context.store);
    return failed;
  }
}

/** What a package takes of which no manifest says how long. */
const unknownSeconds = 60;

const checked = async (state: PackageState): Promise<PackageState> => {
  if (state.ok) await checkInstalled([state]);
  return state;
};

// Some wheels ship programs without the execute bit.
const makeRunnable = (folder: string, path: string, id: string): void => {
  const full = join(folder, path);
  if (isAbsolute(path) || relative(folder, full).startsWith("..")) {
    throw new GatehouseError("manifest/path-outside", `package ${id} names a program outside of itself: ${path}`, { hint: "name a path inside the package" });
  }
  try {
    chmodSync(full, 0o755);
  } catch (error) {
    throw new GatehouseError("provision/no-such-program", `package ${id} has no ${path}`, { hint: "mend `bin` in its manifest", cause: error });
  }
};

// How each kind of package is had is loaded when one of it is not there yet.
const install = async (
  spec: Package,
  folder: string,
  context: InstallContext,
  manifest: string,
): Promise<{ readonly digest: string } | { readonly missing: Evidence }> => {
  switch (spec.from) {
    case "pypi":
      return (await import("./pypi.ts")).installPypi(spec, folder, context, manifest);
    case "npm":
      return (await import("./npm.ts")).installNpm(spec, folder, context, manifest);
    case "go":
      return (await import("./go.ts")).installGo(spec, folder, context, manifest);
    case "cargo":
      return (await import("./cargo.ts")).installCargo(spec, folder, context, manifest);
    case "debian":
      return (await import("./debian.ts")).installDebian(spec, folder, context, manifest);
    case "maven":
      return (await import("./maven.ts")).installMaven(spec, folder, context, manifest);
    case "path":
      throw new Error("a package on PATH is not installed");
  }
};

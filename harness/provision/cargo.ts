import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { digest, digestOf } from "../host/digest.ts";
import { clientEnvironment, userHome, variable } from "../host/environment.ts";
import { runTool } from "../host/tool.ts";
import { which } from "../host/which.ts";
import type { Package } from "../model/generated/package.ts";
import { missingOf, type Provisioned, placeholderValues } from "../model/provisioned.ts";
import { assemble } from "./assemble.ts";
import { type Installer, missing } from "./context.ts";

type Spec = Extract<Package, { from: "cargo" }>;

// Manifests of pinned crates may use what only nightly compilers took in their day.
const unstable = { RUSTC_BOOTSTRAP: "1" };
const artifacts = "-Zbindeps";

const cargoHome = (): string => variable("CARGO_HOME") ?? join(userHome(), ".cargo");

// Where cargo keeps a crate that it has downloaded: a folder for each registry or its mirror.
const downloaded = (file: string): string[] => {
  const caches = join(cargoHome(), "registry", "cache");
  try {
    return readdirSync(caches).flatMap((registry) => (readdirSync(join(caches, registry)).includes(file) ? [join(caches, registry, file)] : []));
  } catch {
    return [];
  }
};

/**
 * Gets a crate whose file is pinned, with all that its own lock file pins where it has one, and builds it by the package's steps, which reach
 * no registry. cargo checks each digest of the lock. What makes the result is not pinned: the compiler counts in its digest.
 */
export const installCargo: Installer<Spec> = async (spec, folder, context, manifest) => {
  const [cargo, tar] = [which("cargo"), which("tar")];
  if (!cargo || !tar) return missing("cargo and tar", "one of them is not on PATH", "install Rust 1.82 or newer, e.g. with rustup");
  if (!spec.version || !spec.digests)
    return missing(`${spec.name} pinned`, "the manifest pins no version or no digest", "add version and digests to the release");
  const crate = `${spec.name} ${spec.version}`;
  const builders = await context.taken();
  const [lacking] = missingOf(builders);
  if (lacking) return { missing: lacking };
  const [source, vendor] = [join(folder, "source"), join(folder, "vendor")];
  mkdirSync(source, { recursive: true });
  // A crate may ask for the toolchain of its day: rustup goes by the current folder.
  const options = { cwd: dirname(folder), env: { ...clientEnvironment(), ...unstable }, timeoutMs: 600_000, signal: context.signal };
  const info = await runTool([cargo, artifacts, "info", `${spec.name}@${spec.version}`], options);
  const file = downloaded(`${spec.name}-${spec.version}.crate`).find((path) => spec.digests?.includes(digest(readFileSync(path))));
  if (!info.ok) return missing(crate, info.stderr || info.failure, "does `cargo info` reach the registry? It takes cargo 1.82 or newer");
  if (!file)
    return missing(
      `${crate} with the pinned digest`,
      `no such file is below ${cargoHome()}`,
      "the crate is not the one that was pinned: do not use it before you know why",
    );
  const unpack = await runTool([tar, "-xzf", file, "-C", source, "--strip-components=1"], options);
  if (!unpack.ok) return missing(`${crate} unpacked`, unpack.stderr || unpack.failure, "is the disk full?");
  // A library has no lock file: its own sources serve, such as those of C, and nothing beside them.
  if (existsSync(join(source, "Cargo.lock"))) {
    const vendored = await runTool([cargo, "vendor", "--locked", artifacts, "--manifest-path", join(source, "Cargo.toml"), vendor], options);
    if (!vendored.ok) return missing(`what ${crate} depends on`, vendored.stderr || vendored.failure, "does the registry have every crate of its lock file?");
    writeFileSync(join(folder, "vendor.toml"), vendored.stdout);
  }
  const { env } = placeholderValues(builders as Provisioned[]);
  const failed = await assemble(spec.steps, folder, context, manifest, { packages: builders as Provisioned[], env: { ...env, CARGO_NET_OFFLINE: "true" } });
  return failed ?? { digest: digestOf([crate, spec.digests, spec.steps, (builders as Provisioned[]).map((each) => each.digest)]) };
};

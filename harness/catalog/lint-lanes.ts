import { join, relative } from "node:path";
import type { Placed } from "../model/catalog.ts";
import type { KeepManifest, Probe } from "../model/generated/keep.ts";
import type { RuntimeManifest } from "../model/generated/runtime.ts";
import { fault, lintPackages, lintPath, lintPattern, lintWords, packageWords } from "./lint-words.ts";

const lintProbes = (probes: readonly Probe[], known: ReadonlySet<string>, file: string, place: string): void => {
  probes.forEach((probe, index) => {
    const at = `${place}/${index}`;
    if (!(probe.architecture ?? probe.device ?? probe["cpu-flag"] ?? probe.file ?? probe.command))
      throw fault("keep/evidence", file, at, `${probe.name}: nothing is asked`, "name an architecture, a device, a cpu-flag, a file or a command");
    lintWords(probe.command ?? [], known, file, `${at}/command`);
    lintPattern(probe.holds ?? "", file, `${at}/holds`);
  });
};

/**
 * Checks the variants and the Keeps that a runtime makes itself. Words that stand nowhere in a command would make a lane
 * that is no other than the one without them.
 */
export const lintWays = (manifest: RuntimeManifest, known: ReadonlySet<string>, file: string): void => {
  const lintSaid = (word: string, place: string, targets: readonly string[]): void => {
    for (const target of targets) {
      const entry = manifest.target[target];
      if (entry && ![...entry.argv, ...(entry.prepare ?? [])].includes(word))
        throw fault("runtime/words", file, place, `${word} is nowhere in the argv of ${target}`, `add "${word}" to argv, or leave ${target} out of it`);
    }
  };
  for (const [id, variant] of Object.entries(manifest.variant ?? {})) {
    lintWords(variant.argv, new Set(), file, `/variant/${id}/argv`);
    lintSaid("{variant}", `/variant/${id}`, variant.targets ?? Object.keys(manifest.target));
  }
  if (manifest.keep && !manifest.keep["nil"])
    throw fault("runtime/keep", file, "/keep", "there is no nil among the Keeps that it makes", "write [keep.nil]: what it is told where it makes none");
  for (const [id, keep] of Object.entries(manifest.keep ?? {})) {
    lintWords(keep.argv, new Set(), file, `/keep/${id}/argv`);
    lintProbes(keep.evidence ?? [], known, file, `/keep/${id}/evidence`);
    if (keep.backend && !manifest.platform)
      throw fault(
        "runtime/platform",
        file,
        `/keep/${id}/backend`,
        "no command prints which Keeps the engine finds",
        "say which in platform, or leave backend out",
      );
    if (keep.argv.length > 0) lintSaid("{keep}", `/keep/${id}`, Object.keys(manifest.target));
  }
};

/** Checks the commands that print which Keeps an engine finds, and the script that reads it. */
export const lintPlatform = ({ manifest, folder }: Placed<RuntimeManifest>, known: ReadonlySet<string>, file: string): void => {
  (manifest.platform ?? []).forEach(({ argv }, index) => {
    lintWords(argv, known, file, `/platform/${index}/argv`);
  });
  const script = manifest["platform-script"];
  if ((script === undefined) !== (manifest.platform === undefined))
    throw fault("runtime/platform", file, "/platform", "platform and platform-script go together", "name the script that reads what the commands print");
  if (script !== undefined) lintPath(folder, script, file, "/platform-script");
};

/** Checks what a schema cannot say of a Keep: packages that exist, placeholders that are known, launchers that differ. */
export const lintKeep = (keep: Placed<KeepManifest>, root: string): void => {
  const { folder, manifest } = keep;
  const file = relative(root, join(folder, "keep.toml"));
  const packages = manifest.package ?? {};
  lintPackages(packages, folder, file);
  const every = new Set(["manifest"]);
  const seen = new Set<string>();
  manifest.launcher.forEach((launcher, index) => {
    const place = `/launcher/${index}`;
    for (const need of launcher.packages ?? [])
      if (!packages[need])
        throw fault("manifest/unknown-package", file, `${place}/packages`, `there is no package ${need}`, `packages are: ${Object.keys(packages).join(", ")}`);
    const known = new Set(["manifest", ...packageWords(packages, launcher.packages ?? [])]);
    lintWords(launcher.wrap ?? [], known, file, `${place}/wrap`);
    lintProbes(launcher.evidence ?? [], known, file, `${place}/evidence`);
    const isMachine = launcher.kind === "qemu" || launcher.kind === "snp-vm";
    if (isMachine && launcher.wrap)
      throw fault("keep/wrap", file, `${place}/wrap`, `nothing wraps a command in a machine by ${launcher.kind}`, "leave wrap out");
    if (!isMachine && launcher.accelerators)
      throw fault("keep/accelerators", file, `${place}/accelerators`, `${launcher.kind} makes no machine`, "leave accelerators out");
    const key = `${launcher.kind}-${launcher.architecture ?? ""}`;
    if (seen.has(key))
      throw fault("keep/launcher-twice", file, place, `there are two launchers ${key.replace(/-$/, "")}`, "their lanes would have one name: remove one");
    seen.add(key);
  });
  lintProbes(manifest.evidence ?? [], every, file, "/evidence");
};

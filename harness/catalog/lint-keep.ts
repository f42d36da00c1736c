import { join } from "node:path";
import { shownPath } from "../host/home.ts";
import type { Placed } from "../model/catalog.ts";
import type { KeepManifest, Probe } from "../model/generated/keep.ts";
import { fault, lintPackages, lintPattern, lintWords, packageWords } from "./lint-words.ts";

/** Checks the evidence that a manifest asks of a machine. */
export const lintProbes = (probes: readonly Probe[], known: ReadonlySet<string>, file: string, place: string): void => {
  probes.forEach((probe, index) => {
    const at = `${place}/${index}`;
    if (!(probe.architecture ?? probe.device ?? probe["cpu-flag"] ?? probe.file ?? probe.command))
      throw fault("keep/evidence", file, at, `${probe.name}: nothing is asked`, "name an architecture, a device, a cpu-flag, a file or a command");
    lintWords(probe.command ?? [], known, file, `${at}/command`);
    lintPattern(probe.holds ?? "", file, `${at}/holds`);
  });
};

/** Checks what a schema cannot say of a Keep: packages that exist, placeholders that are known, launchers that differ. */
export const lintKeep = (keep: Placed<KeepManifest>, root: string): void => {
  const { folder, manifest } = keep;
  const file = shownPath(root, join(folder, "keep.toml"));
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

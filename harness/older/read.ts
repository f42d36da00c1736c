import { existsSync } from "node:fs";
import { join } from "node:path";
import { fault } from "../catalog/lint-words.ts";
import { withLines } from "../catalog/locate.ts";
import { readToml } from "../catalog/read-manifest.ts";
import type { Catalog } from "../model/catalog.ts";
import type { ArtifactsFile, OlderArtifact } from "../model/generated/artifacts.ts";

const shown = "results/artifacts.toml";

/** The workload that an artifact of an earlier toolchain becomes. */
export const idOf = ({ workload, package: id, version }: Pick<OlderArtifact, "workload" | "package" | "version">): string =>
  `${workload}-by-${id}-${version.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;

const lint = (entries: readonly OlderArtifact[], { workloads }: Pick<Catalog, "workloads">): void => {
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const place = `/artifact/${index}`;
    const manifest = workloads.get(entry.workload)?.manifest;
    if (!manifest)
      throw fault("older/workload", shown, `${place}/workload`, `there is no workload ${JSON.stringify(entry.workload)}`, "`gatehouse run --list` lists cells");
    if ((manifest.roles ?? ["main"]).length > 1)
      throw fault("older/roles", shown, `${place}/workload`, `${entry.workload} has several programs`, "name a workload with one");
    if (seen.has(idOf(entry))) throw fault("older/twice", shown, `${place}/version`, "this version of the workload stands here twice", "remove one of them");
    seen.add(idOf(entry));
  }
};

/** The programs of earlier toolchains that a project names; none where it has no such file. Throws a GatehouseError for a file that is wrong. */
export const readArtifacts = async (root: string, catalog: Pick<Catalog, "workloads">): Promise<readonly OlderArtifact[]> => {
  const file = join(root, shown);
  if (!existsSync(file)) return [];
  const { artifact = [] } = (await readToml<ArtifactsFile>("artifacts", file, root)).value;
  await withLines(root, () => lint(artifact, catalog));
  return artifact;
};

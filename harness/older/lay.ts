import { existsSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "smol-toml";
import type { Work } from "../engine/with-work.ts";
import { withWork } from "../engine/with-work.ts";
import { type Entry, readThere, textEntry, writeEntries } from "../host/bundle.ts";
import { digestOf } from "../host/digest.ts";
import { laidFolders, layFolders } from "../host/environment.ts";
import { makeWhole } from "../host/files.ts";
import { binariesOf, type Catalog } from "../model/catalog.ts";
import { hexOf } from "../model/digest.ts";
import type { OlderArtifact } from "../model/generated/artifacts.ts";
import type { WorkloadManifest } from "../model/generated/workload.ts";
import { parseRoute } from "../model/ids.ts";
import { bytesOf, programsIn } from "./bytes.ts";
import { idOf, readArtifacts } from "./read.ts";

/** Programs of earlier toolchains as workloads of a folder that lies over the catalog of this process. */
export interface OlderAtHand {
  readonly folder: string;
  /** Ids of the workloads, in the order of the file. */
  readonly workloads: readonly string[];
}

const entriesOf = (catalog: Catalog, entry: OlderArtifact, bytes: Uint8Array): Entry[] => {
  const workload = catalog.workloads.get(entry.workload);
  if (!workload) throw new Error(`there is no workload ${entry.workload}`);
  const { language, file } = binariesOf(catalog);
  const { uses: _, cannot: __, ...manifest } = workload.manifest;
  const made = `by ${entry.package} ${entry.version} of ${entry.route}`;
  const own: WorkloadManifest = { ...manifest, id: idOf(entry), title: `${manifest.title}, ${made}`, about: `${manifest.about} The program was made ${made}.` };
  const all: Entry[] = [
    textEntry("workload.toml", stringify(own)),
    { kind: "file", path: `${language}.${parseRoute(entry.route).target}/${file}`, bytes },
    ...readThere(workload.folder, ["expected", "fixtures"]),
  ];
  return all.map((each) => ({ ...each, path: `workloads/${own.id}/${each.path}` }));
};

const lay = async (work: Work, from: string | undefined): Promise<OlderAtHand> => {
  const { catalog, store } = work.session;
  const artifacts = await readArtifacts(work.root, catalog);
  const given = programsIn(from);
  const entries: Entry[] = [];
  for (const entry of artifacts) if (!work.interrupted()) entries.push(...entriesOf(catalog, entry, await bytesOf(work, entry, given)));
  const key = digestOf(entries.map((entry) => (entry.kind === "file" ? [entry.path, Buffer.from(entry.bytes).toString("base64")] : entry)));
  const folder = join(store, "older", hexOf(key, 16));
  if (!existsSync(folder)) await makeWhole(folder, join(store, "tmp"), async (draft) => writeEntries(draft, entries));
  return { folder, workloads: artifacts.map(idOf) };
};

/** Lays the programs of results/artifacts.toml over the project's catalog for this process: from a folder, or built anew. Throws a GatehouseError. */
export const layOlder = async (root: string, from: string | undefined): Promise<OlderAtHand> => {
  const laid = await withWork(root, (work) => lay(work, from));
  if (laid.workloads.length > 0) layFolders([...laidFolders(), laid.folder]);
  return laid;
};

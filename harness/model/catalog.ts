import type { Case } from "./contract.ts";
import type { KeepManifest } from "./generated/keep.ts";
import type { LanguageManifest } from "./generated/language.ts";
import type { RuntimeManifest } from "./generated/runtime.ts";
import type { WorkloadManifest } from "./generated/workload.ts";

/** A manifest with the absolute folder that it stands in. */
export interface Placed<M> {
  readonly folder: string;
  readonly manifest: M;
}

/** A source folder of a workload in one language; `target` where the port is for that target only. */
export interface Port {
  readonly workload: string;
  readonly language: string;
  readonly target: "wasip1" | "wasip2" | undefined;
  readonly folder: string;
}

export interface Workload extends Placed<WorkloadManifest> {
  readonly cases: readonly Case[];
  readonly ports: readonly Port[];
}

/** Whether `gatehouse bench` measures a case. */
export const isMeasured = ({ manifest }: Workload, caseId: string): boolean =>
  manifest.kind === "benchmark" || manifest.case.some(({ id, bench }) => id === caseId && bench === true);

/** All that the folders languages, workloads, harness/runtimes and harness/keeps declare, checked. */
export interface Catalog {
  readonly root: string;
  readonly languages: ReadonlyMap<string, Placed<LanguageManifest>>;
  readonly workloads: ReadonlyMap<string, Workload>;
  /** Ids of workloads that were not read, since whoever asked said that they are of no use. */
  readonly unread: readonly string[];
  readonly runtimes: ReadonlyMap<string, Placed<RuntimeManifest>>;
  readonly keeps: ReadonlyMap<string, Placed<KeepManifest>>;
}

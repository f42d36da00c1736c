import { shownPath } from "../host/home.ts";
import type { Catalog } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { PolicyFile } from "../model/generated/policy.ts";
import { globPattern } from "../model/glob.ts";
import { defaultPolicy, type Policy } from "../model/policy.ts";
import { locate } from "./locate.ts";
import { readToml } from "./read-manifest.ts";

const runtimeOf = (release: string): string => release.split("@")[0] ?? "";

const lint = async (policy: PolicyFile, catalog: Pick<Catalog, "root" | "policy" | "runtimes" | "keeps">, file: string, text: string): Promise<void> => {
  const fault = async (path: readonly (string | number)[], message: string, hint: string): Promise<GatehouseError> =>
    new GatehouseError("policy/invalid", message, {
      hint,
      place: { file: shownPath(catalog.root, file), ...(await locate(text, path)), path: `/${path.join("/")}` },
    });
  for (const [index, keep] of (policy.keeps ?? []).entries())
    if (!catalog.keeps.has(keep))
      throw await fault(["keeps", index], `unknown Keep ${JSON.stringify(keep)}`, `Keeps are: ${[...catalog.keeps.keys()].join(", ")}`);
  const seen = new Set<string>();
  for (const [index, { release }] of (policy.baseline ?? []).entries()) {
    const runtime = runtimeOf(release);
    const path = ["baseline", index, "release"];
    if (!catalog.runtimes.has(runtime))
      throw await fault(path, `unknown runtime ${JSON.stringify(runtime)}`, `runtimes are: ${[...catalog.runtimes.keys()].join(", ")}`);
    if (seen.has(release)) throw await fault(path, `${release} stands twice`, "remove one of them");
    seen.add(release);
  }
};

/** Reads the catalog's policy; the defaults where there is none. Throws a GatehouseError for the first thing that is wrong. */
export const loadPolicy = async (catalog: Pick<Catalog, "root" | "policy" | "runtimes" | "keeps">): Promise<Policy> => {
  const { policy: file, root } = catalog;
  const { value, text } = file === undefined ? { value: {} as PolicyFile, text: "" } : await readToml<PolicyFile>("policy", file, root);
  if (file !== undefined) await lint(value, catalog, file, text);
  const { times } = defaultPolicy;
  return {
    tiers: value.tiers ?? defaultPolicy.tiers,
    keeps: value.keeps ?? defaultPolicy.keeps,
    changed: value.changed ?? defaultPolicy.changed,
    times: { least: value.times?.percent === undefined ? times.least : value.times.percent / 100, unsure: value.times?.unsure ?? times.unsure },
    ignored: (value.ignore ?? []).map(({ cells, reason, until }) => ({ pattern: globPattern(cells), reason, until })),
    accepted: (value.accepted ?? []).map(({ cells, capability, cause, since, day, reason }) => ({
      ...{ pattern: globPattern(cells), since, day, reason },
      loss: capability === undefined ? { cause: cause as string } : { capability },
    })),
    baselines: new Map(
      [...Map.groupBy(value.baseline ?? [], ({ release }) => runtimeOf(release))].map(([runtime, own]) => [runtime, own.map(({ release }) => release)]),
    ),
  };
};

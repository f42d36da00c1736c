import { bareEnvironment } from "../host/environment.ts";
import type { Placed } from "../model/catalog.ts";
import { backendEvidence, parseEnarxPlatform } from "../model/enarx-platform.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { RuntimeManifest } from "../model/generated/runtime.ts";
import { fillWords } from "../model/placeholders.ts";
import { type Provisioned, placeholderValues } from "../model/provisioned.ts";
import { satisfies } from "../model/semver.ts";
import { runQuietly } from "./ask-version.ts";
import type { ProbeGround } from "./ground.ts";

/** Asks an engine that makes Keeps itself what it finds on this machine for one of them: its own evidence, a reason to try. */
export const askPlatform = async (
  ground: ProbeGround,
  { manifest, folder }: Placed<RuntimeManifest>,
  packages: readonly Provisioned[],
  version: string,
  backend: string,
): Promise<Evidence[]> => {
  const asked = manifest.platform?.find(({ range }) => range === undefined || satisfies(version, range));
  if (!asked) return backendEvidence(undefined, backend);
  const { values, env } = placeholderValues(packages);
  const { stdout, how } = await runQuietly(fillWords(asked.argv, { ...values, manifest: folder }), { ...bareEnvironment(ground.store), ...env }, ground);
  return backendEvidence(how === undefined ? parseEnarxPlatform(stdout) : undefined, backend);
};

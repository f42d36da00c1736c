import { bareEnvironment } from "../host/environment.ts";
import { backendEvidence, parseEnarxPlatform } from "../model/enarx-platform.ts";
import type { Evidence } from "../model/generated/journal.ts";
import { fillWords } from "../model/placeholders.ts";
import { type Provisioned, placeholderValues } from "../model/provisioned.ts";
import type { ResolvedRuntime } from "../model/resolve.ts";
import { runQuietly } from "./ask-version.ts";
import type { ProbeGround } from "./ground.ts";

/** Asks an engine that makes Keeps itself what it finds on this machine for one of them: its own evidence, a reason to try. */
export const askPlatform = async (
  ground: ProbeGround,
  { platform }: Pick<ResolvedRuntime, "platform">,
  folder: string,
  packages: readonly Provisioned[],
  backend: string,
): Promise<Evidence[]> => {
  if (!platform) return backendEvidence(undefined, backend);
  const { values, env } = placeholderValues(packages);
  const { stdout, how } = await runQuietly(fillWords(platform, { ...values, manifest: folder }), { ...bareEnvironment(ground.store), ...env }, ground);
  return backendEvidence(how === undefined ? parseEnarxPlatform(stdout) : undefined, backend);
};

import { bareEnvironment } from "../host/environment.ts";
import { loadHook } from "../host/hooks.ts";
import { keepDevices, pathsOf } from "../launch/room.ts";
import type { Evidence } from "../model/generated/journal.ts";
import { fillWords } from "../model/placeholders.ts";
import { type Provisioned, placeholderValues } from "../model/provisioned.ts";
import type { ResolvedRuntime } from "../model/resolve.ts";
import { runQuietly } from "./ask-version.ts";
import type { ProbeGround } from "./ground.ts";

/** A runtime's script for what its `platform` command printed, if it printed anything: evidence for a Keep by its name there. */
export type PlatformScript = (text: string | undefined, backend: string) => Evidence[];

/** Asks an engine that makes Keeps itself what it finds on this machine for one of them: its own evidence, a reason to try. */
export const askPlatform = async (
  ground: ProbeGround,
  runtime: Pick<ResolvedRuntime, "platform" | "platform-script">,
  folder: string,
  packages: readonly Provisioned[],
  backend: string,
): Promise<Evidence[]> => {
  const script = await loadHook<PlatformScript>(folder, runtime["platform-script"] ?? "");
  if (!runtime.platform) return script(undefined, backend);
  const { values, env } = placeholderValues(packages);
  const argv = fillWords(runtime.platform, { ...values, manifest: folder });
  const { stdout, how } = await runQuietly(argv, { ...bareEnvironment(ground.store), ...env }, ground, [...pathsOf(packages), folder, ...keepDevices()]);
  return script(how === undefined ? stdout : undefined, backend);
};

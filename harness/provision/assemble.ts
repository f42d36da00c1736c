import { mkdirSync, rmSync } from "node:fs";
import { bareEnvironment } from "../host/environment.ts";
import { architecture } from "../host/machine.ts";
import { filesBeside } from "../host/named-files.ts";
import { runSteps } from "../host/steps.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { BuildStep } from "../model/generated/step.ts";
import { type Provisioned, placeholderValues } from "../model/provisioned.ts";
import { missing, type ProvisionContext, toolOf } from "./context.ts";

/**
 * Carries out a package's own steps in its folder, for what registries ship in parts or as sources; the evidence where one fails.
 * `own` is what its kind of package adds: packages that it is built by, and variables of every step. They run without a network.
 */
export const assemble = async (
  steps: readonly BuildStep[],
  folder: string,
  context: ProvisionContext,
  manifest: string,
  own: { readonly packages: readonly Provisioned[]; readonly env: Readonly<Record<string, string>> } = { packages: [], env: {} },
): Promise<{ missing: Evidence } | undefined> => {
  const work = `${folder}.work`;
  mkdirSync(work, { recursive: true });
  try {
    const failure = await runSteps(
      steps,
      { package: folder, work, manifest, architecture: architecture(), ...placeholderValues(own.packages).values },
      {
        cwd: work,
        env: { ...bareEnvironment(work), ...own.env },
        roots: [folder, work],
        run: async (argv, options) => {
          const places = { packages: own.packages, reads: [manifest, ...filesBeside(steps, manifest)], writable: [folder, work] };
          const result = await toolOf(context)(argv, { ...options, ...places, timeoutMs: 3_600_000, signal: context.signal });
          return result.ok ? undefined : { argv, message: `${result.failure}\n${result.stderr}` };
        },
      },
    );
    return (
      failure &&
      missing(
        "the package put together",
        `${failure.argv.slice(0, 4).join(" ")} …: ${failure.message}`,
        "its steps stand in the manifest; the message says which failed",
      )
    );
  } finally {
    // What a step that ran too long has started may still write.
    rmSync(work, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
};

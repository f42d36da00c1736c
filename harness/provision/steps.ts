import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../host/digest.ts";
import { bareEnvironment } from "../host/environment.ts";
import { runSteps } from "../host/steps.ts";
import { runTool } from "../host/tool.ts";
import type { Package } from "../model/generated/package.ts";
import { type Provisioned, placeholderValues } from "../model/provisioned.ts";
import { type Installer, missing } from "./context.ts";

type Spec = Extract<Package, { from: "steps" }>;

/** Puts a package together from others. The steps' `{package}` is a draft that is renamed afterwards: links in it are relative. */
export const installSteps =
  (id: string, needs: readonly Provisioned[]): Installer<Spec> =>
  async (spec, folder, context, manifest) => {
    const work = `${folder}.work`;
    const cache = join(context.store, "cache", id);
    for (const path of [work, cache, folder]) mkdirSync(path, { recursive: true });
    const { values, env } = placeholderValues(needs);
    try {
      const failure = await runSteps(
        spec.steps,
        { ...values, package: folder, work, cache, manifest },
        {
          cwd: work,
          env: { ...bareEnvironment(work), ...env },
          roots: [folder, work, cache],
          run: async (argv, options) => {
            const result = await runTool(argv, { ...options, timeoutMs: 1_200_000, signal: context.signal });
            return result.ok ? undefined : { argv, message: `${result.failure}\n${result.stderr}` };
          },
        },
      );
      if (failure)
        return missing(
          `${id} put together`,
          `${failure.argv.slice(0, 4).join(" ")} …: ${failure.message}`,
          "its steps stand in the manifest; the message says which failed",
        );
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    return { digest: digestOf([spec.steps, needs.map((need) => need.digest)]) };
  };

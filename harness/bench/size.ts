import { checkSomething } from "../engine/check-something.ts";
import { select } from "../engine/select.ts";
import { withWork } from "../engine/with-work.ts";
import { usualLooks } from "../measure/verdict.ts";
import { GatehouseError } from "../model/errors.ts";
import { parseFilter } from "../plan/filter.ts";
import { everything } from "../plan/profile.ts";
import { openSamples } from "./open-samples.ts";
import { makeReady } from "./ready.ts";
import { type MeasuredRun, measureLimits, withBench } from "./record.ts";

/**
 * Finds the least linear memory that each case passes with, to a page of 64 KiB, by halving the engine's own limit; what
 * the program writes is judged at each try. Undefined where it was interrupted before anything was measured.
 */
export const measureSize = (root: string, terms: readonly string[]): Promise<(MeasuredRun & { readonly interrupted: boolean }) | undefined> =>
  withWork(root, async (work) => {
    const selection = await select(work.session, everything, parseFilter(terms), work.progress);
    checkSomething(selection);
    return withBench(work, "warm", async (bench) => {
      const limited = selection.cells.filter(({ lane, id }) => lane.runtime.target[id.target]?.mode.memory !== undefined);
      const { subjects, lines } = await makeReady(work, { ...selection, cells: limited }, [], bench, false);
      if (work.interrupted()) return undefined;
      if (subjects.length === 0)
        throw new GatehouseError("size/nothing", "no runtime of this selection limits memory", {
          hint: "runtimes that do have `memory` among the modes of their runtime.toml",
          exitCode: 3,
        });
      const how = { filters: [...terms], cache: "warm" as const, rounds: 1, looks: usualLooks.most, policy: 0.02 };
      const samples = openSamples(work, selection, how, "size");
      for (const line of lines) samples.append(line);
      await measureLimits(work, subjects, "memory", bench, samples.append);
      return { report: samples.close(), path: samples.path, interrupted: work.interrupted() };
    });
  });

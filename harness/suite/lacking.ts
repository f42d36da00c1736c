import { readRuntime } from "../catalog/read-manifest.ts";
import type { SuiteAtHand } from "./lay-suite.ts";

/** Of the runtimes that a filter names, those that cannot take tests of a suite at all, before anything is run: a module is no component. */
export const lackingLines = async (
  root: string,
  { targets, runtimes }: Pick<SuiteAtHand, "targets" | "runtimes">,
  terms: readonly string[],
): Promise<string[]> => {
  const named = terms.flatMap((term) => (term.startsWith("runtime=") ? term.slice("runtime=".length).split(",") : []));
  const lines = await Promise.all(
    named.map(async (id) => {
      const folder = runtimes.get(id);
      if (folder === undefined) return [];
      const own = Object.keys((await readRuntime(folder, root)).manifest.target);
      const lacking = Object.entries(targets).filter(([target]) => !own.includes(target));
      return lacking.map(([target, count]) => `not run in ${id}: ${count} ${count === 1 ? "test" : "tests"} of ${target}; it has ${own.join(", ")}`);
    }),
  );
  return lines.flat();
};

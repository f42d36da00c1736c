/** What a cold build costs on top of the compilers: each command's wall time is taken inside the build itself, one build at a time. */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "../../harness/build/build.ts";
import { openSession } from "../../harness/engine/session.ts";
import type { Launcher } from "../../harness/launch/launcher.ts";
import { printBuild } from "../../harness/model/ids.ts";
import { buildCandidates } from "../../harness/plan/candidates.ts";
import { parseFilter } from "../../harness/plan/filter.ts";
import { everything } from "../../harness/plan/profile.ts";
import { probeAll } from "../../harness/probe/probe.ts";
import { goal, root } from "./timed.ts";

/** Builds every port that a filter names from nothing, and prints how much longer that takes than its compilers. */
export const measureBuilds = async (filters: readonly string[]): Promise<void> => {
  const session = await openSession(root, new AbortController().signal);
  // On the disk of the store: caches of compilers are there as for any cold build, artifacts are not.
  const store = mkdtempSync(join(session.store, "tmp", "cold-"));
  let bareMs = 0;
  const launcher: Launcher = {
    supervised: session.launcher.supervised,
    contained: "no",
    run: async (command, started) => {
      const exit = await session.launcher.run(command, started);
      bareMs += exit.wallMs;
      return exit;
    },
    close: () => Promise.resolve(),
  };
  try {
    const wanted = buildCandidates(session.catalog, everything, parseFilter(filters)).filter(({ workload }) => {
      const roles = session.catalog.workloads.get(workload)?.manifest.roles ?? ["main"];
      return roles.length === 1;
    });
    const names = new Map(wanted.map(({ language, toolchain }) => [`${language}/${toolchain}`, { language, toolchain }]));
    const { toolchains } = await probeAll(session, [...names.values()], []);
    const ready = new Map(toolchains.flatMap((state) => (state.ok ? [[state.id, state] as const] : [])));
    let [count, wholeMs] = [0, 0];
    for (const each of wanted) {
      const toolchain = ready.get(`${each.language}/${each.toolchain}`);
      const language = session.catalog.languages.get(each.language);
      const makes = session.catalog.targets.get(each.target)?.kind;
      if (!toolchain || !language || !makes) continue;
      const start = performance.now();
      const { row } = await build(
        { id: each, language, makes, layers: each.port.layers, packages: toolchain.packages, version: toolchain.version },
        store,
        launcher,
      );
      wholeMs += performance.now() - start;
      if (row.outcome.state === "failed") throw new Error(`${printBuild(each)} does not build: ${row.outcome.message}`);
      count++;
    }
    console.log(`\ncold build: ${count} ports, ${(wholeMs / 1000).toFixed(1)} s, of that compilers ${(bareMs / 1000).toFixed(1)} s`);
    goal("cold build, to the bare compilers", wholeMs / bareMs, 1.15, " times");
  } finally {
    rmSync(store, { recursive: true, force: true });
    await session.close();
  }
};

import { declare, flag } from "./declare.ts";

export const command = declare({
  name: "watch",
  words: "<path>",
  about: "build and run the cells of a port, or of a workload, now and at each change, until Ctrl-C",
  examples: ["gatehouse watch workloads/fibonacci/c", "gatehouse watch workloads/word-count"],
  options: { once: flag("--once", "run them once, and watch nothing") },
  act: async (root, [said = ""], { once, json }) => {
    const { watchedTerms } = await import("../contribute/watched.ts");
    const { watchFolder } = await import("../host/changes.ts");
    const { interruptSignal } = await import("../host/interrupt.ts");
    const { say } = await import("../host/say.ts");
    const { runSelf } = await import("../host/self.ts");
    const { folder, terms } = await watchedTerms(root, said);
    const words = ["-C", root, "run", "--profile", "full", ...(json ? ["--json"] : []), ...terms];
    if (once) return runSelf(words);
    const signal = interruptSignal(() => {});
    const changes = watchFolder(folder, signal);
    try {
      do {
        await runSelf(words);
        if (!signal.aborted) say(`watching ${folder}; Ctrl-C ends it`);
      } while (await changes.next());
    } finally {
      changes.close();
    }
    return 0;
  },
});

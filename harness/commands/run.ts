import { declare, filterWords, flag, text, whole, wholeOr } from "./declare.ts";
import { jobsOption, outletOptions, profileOption, profileText } from "./options.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "run",
  words: filterWords,
  about: "provision, compile, run and judge cells; end with the matrix",
  examples: [
    "gatehouse run                                    the quick profile",
    "gatehouse run language=rust,go runtime=wasmtime  some languages in one runtime",
    "gatehouse run fibonacci/large                    one case, everywhere",
    "gatehouse run 'fibonacci/small,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64'",
    "gatehouse run --profile full --junit run.xml     for a CI service",
  ],
  options: {
    profile: profileOption(profileText, "quick"),
    jobs: jobsOption,
    repeat: wholeOr("--repeat <number>", "try each cell so often; trials that differ make it fail as nondeterministic", 1),
    shuffle: whole("--shuffle <seed>", "run the cells in another order, the same for the same seed"),
    resume: flag("--resume", "go on with the newest run of the same profile and filters, if it was killed or interrupted"),
    reuse: flag(
      "--reuse",
      "run only what changed since the newest run of the same profile and filters; no gate accepts the rest, and nothing of it is published",
    ),
    list: flag("--list", "print the cells of the plan and run none"),
    shard: text("--shard <index/count>", "run one part of the cells; `gatehouse merge` puts the parts together"),
    ...outletOptions,
  },
  act: async (root, terms, options) => {
    const { run } = await import("../engine/run.ts");
    if (options.list) {
      const outcome = await run(root, terms, options, []);
      const cells = outcome.is === "listed" ? outcome.cells : [];
      if (options.json || cells.length > 0) print(options.json, cells, () => cells);
      return 0;
    }
    const { endRun, showRun } = await import("./show-run.ts");
    const { openOutlets } = await import("./outlets.ts");
    const audience = openOutlets(options);
    const outcome = await run(root, terms, options, [audience]);
    switch (outcome.is) {
      case "listed":
        return 0;
      case "ended":
        return showRun(root, outcome.run, [], options);
      case "ran": {
        const code = await endRun(root, outcome.run, audience, outcome.today);
        return outcome.interrupted ? 130 : code;
      }
    }
  },
});

import { gatehouseWords } from "../model/command.ts";
import { exitCodes } from "../model/errors.ts";
import { shellLine } from "../model/text.ts";
import { declare, filterWords, text, wholeOr } from "./declare.ts";
import { jobsOption, outletOptions, profileOption } from "./options.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "older",
  words: filterWords,
  about: "run programs that earlier toolchains made, those of results/artifacts.toml, in the engines of today",
  examples: [
    "gatehouse older                                what stands there, built anew by the toolchains that made it",
    "gatehouse older --from ../old-programs runtime=wasmtime     their bytes by digest, from a folder",
  ],
  options: {
    from: text("--from <folder>", "take programs from here, by their digests; what is not there is built anew"),
    profile: profileOption("how much", "full"),
    jobs: jobsOption,
    repeat: wholeOr("--repeat <number>", "try each cell so often; trials that differ make it fail as nondeterministic", 1),
    ...outletOptions,
  },
  act: async (root, terms, { from, ...options }) => {
    const { layOlder } = await import("../older/lay.ts");
    const { say } = await import("../host/say.ts");
    const { run } = await import("../engine/run.ts");
    const { endRun } = await import("./show-run.ts");
    const { openOutlets } = await import("./outlets.ts");
    const { folder, workloads } = await layOlder(root, from);
    if (workloads.length === 0) {
      print(options.json, [], () => ["results/artifacts.toml names no program of an earlier toolchain"]);
      return exitCodes.ok;
    }
    const audience = openOutlets(options);
    const own = [...terms, `workload=${workloads.join(",")}`];
    const outcome = await run(root, own, { ...options, shuffle: undefined, resume: false, reuse: false, list: false, shard: undefined }, [audience]);
    if (outcome.is !== "ran") return exitCodes.harness;
    const code = await endRun(root, outcome.run, audience, outcome.today);
    if (code === exitCodes.unexpected) say(`to look closer at a cell: ${shellLine([...gatehouseWords, "--with", folder, "repro"])} CELL`);
    return outcome.interrupted ? 130 : code;
  },
});

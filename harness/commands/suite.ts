import { asTyped } from "../model/command.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import { declare, flag, text, texts, wholeOr } from "./declare.ts";
import { jobsOption, outletOptions, profileOption } from "./options.ts";
import { print, progressStyle } from "./output.ts";

export const command = declare({
  name: "suite",
  words: "<action> <folder> [filter...]",
  about: "run another suite's tests: .wasm files with what stands beside them, without a manifest; actions: run, list",
  examples: [
    "gatehouse suite run ../wasi-testsuite/tests/rust/testsuite",
    "gatehouse suite run build/tests runtime=wasmtime,wazero  in some engines",
    "gatehouse suite run build/tests --expectations linux.toml",
    "gatehouse suite list build/tests                         ids of its workloads, and the tests that are not run",
  ],
  options: {
    name: text("--name <name>", "what ids of its workloads begin with (default: the folder's name)"),
    expectations: texts("--expectations <file>", "the suite's file of tests that are skipped; may be given again"),
    prefix: flag("--prefix", "outputs are compared as wasi-testsuite's own runner does: what they go on with is right"),
    profile: profileOption("how much", "full"),
    jobs: jobsOption,
    repeat: wholeOr("--repeat <number>", "try each test so often; trials that differ make it fail as nondeterministic", 1),
    ...outletOptions,
  },
  act: async (root, [action = "", folder = "", ...terms], options) => {
    if (action !== "run" && action !== "list")
      throw new GatehouseError("usage/action", `suite has no action ${JSON.stringify(action)}`, { hint: "actions are: run, list" });
    const { say } = await import("../host/say.ts");
    const { laySuite } = await import("../suite/lay-suite.ts");
    const { notRunLines, suiteLines } = await import("../report/suite.ts");
    const { term, runtimes, ...told } = await laySuite(root, folder, options);
    if (action === "list") {
      print(options.json, told, (style) => suiteLines(told, style));
      return told.not.length > 0 ? exitCodes.unexpected : exitCodes.ok;
    }
    const { run } = await import("../engine/run.ts");
    const { endRun } = await import("./show-run.ts");
    const { openOutlets } = await import("./outlets.ts");
    const { lackingLines } = await import("../suite/lacking.ts");
    for (const line of [...notRunLines(told, progressStyle()), ...(await lackingLines(root, { ...told, runtimes }, terms))]) say(line);
    if (options.prefix) say("by --prefix, standard output and error must only begin as each test says: what comes behind that is not looked at");
    const audience = openOutlets(options);
    const own = terms.some((each) => each.startsWith("workload=")) ? terms : [term, ...terms];
    const outcome = await run(root, own, { ...options, shuffle: undefined, resume: false, reuse: false, list: false, shard: undefined }, [audience]);
    if (outcome.is !== "ran") return exitCodes.harness;
    const code = await endRun(root, outcome.run, audience, outcome.today);
    if (code === exitCodes.unexpected) say(asTyped(`to look closer at a cell: gatehouse --with ${told.folder} repro CELL`));
    // A test that nothing ran is no test that passed.
    return outcome.interrupted ? 130 : code === exitCodes.ok && told.not.length > 0 ? exitCodes.unexpected : code;
  },
});

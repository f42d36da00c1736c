import { exitCodes } from "../model/errors.ts";
import { declare, text, texts, whole, wholeOr } from "./declare.ts";
import { jobsOption } from "./options.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "differ",
  words: "[lanes...]",
  about: "run generated programs in two lanes, and make each difference between their answers as small as it gets",
  examples: [
    "gatehouse differ                                       components of WASI 0.2, in wasmtime and jco",
    "gatehouse differ --target wasip1 --programs 5000       modules of preview 1, in wasmtime, node-wasi and wazero",
    "gatehouse differ --target wasip1 wasmtime wazero       in two lanes",
    "gatehouse differ --seed 7                              the same programs as last time",
    "gatehouse differ --call 'stat-at /data follow a.txt/'  one program; --call again for each further call",
  ],
  options: {
    target: text("--target <target>", "a version of WASI by its id, as in routes (default: the one that says so)"),
    programs: wholeOr("--programs <number>", "so many programs", 300, 6),
    seed: whole("--seed <number>", "the same seed gives the same programs (default: another one each time)", 9),
    jobs: jobsOption,
    call: texts("--call <call>", "run this call, and each further one, in place of generated programs"),
  },
  act: async (root, lanes, { target, programs, seed, jobs, call, json }) => {
    const { differ, newSeed } = await import("../differ/differ.ts");
    const { withWork } = await import("../engine/with-work.ts");
    const { differLines } = await import("../report/differ.ts");
    const told = await withWork(root, (work) => differ(work, { target, lanes, programs, seed: seed ?? newSeed(), jobs, calls: call }));
    print(json, told, (style) => differLines(told, style));
    if (told.interrupted) return 130;
    if (told.pairs.every((pair) => pair.programs === 0)) return exitCodes.harness;
    return told.pairs.some(({ findings, unsteady }) => unsteady.length > 0 || findings.some(({ known }) => known === undefined))
      ? exitCodes.unexpected
      : exitCodes.ok;
  },
});

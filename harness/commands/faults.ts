import { exitCodes } from "../model/errors.ts";
import { declare, filterWords, flag, whole, wholeOr } from "./declare.ts";
import { jobsOption } from "./options.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "faults",
  words: filterWords,
  about: "put faults into a host of WASI, one at a time, and tell which workloads find them",
  examples: [
    "gatehouse faults                        all of them",
    "gatehouse faults fd_read language=c     of one function, by programs of one language",
    "gatehouse faults path-open-create       one fault, with who finds it",
    "gatehouse faults --sample 40            others on each day, for a CI service",
    "gatehouse faults --publish              all of them; written to results/faults",
  ],
  options: {
    jobs: jobsOption,
    sample: whole("--sample <number>", "seek so many faults, others on each day"),
    enough: wholeOr("--enough <number>", "seek each fault until so many cells have found it", 1),
    resume: flag("--resume", "go on with the same search, if it was killed or interrupted"),
    publish: flag("--publish", "write the record and its page to results/faults"),
  },
  act: async (root, words, options) => {
    const { seekFaults } = await import("../faults/faults.ts");
    const { lostSince } = await import("../faults/lost.ts");
    const { withWork } = await import("../engine/with-work.ts");
    const { publishFaults } = await import("../record/faults.ts");
    const { faultLines, faultPage } = await import("../report/faults.ts");
    const told = await withWork(root, (work) => seekFaults(work, words, options));
    const lost = lostSince(root, told);
    print(options.json, { ...told, lost }, (style) => [
      ...faultLines(told, style),
      ...lost.map((id) => `${style.bad("no longer found")}  ${id}: the published record has who found it`),
    ]);
    if (options.publish) for (const path of publishFaults(root, told, faultPage(told))) process.stderr.write(`${path}\n`);
    if (told.footer === undefined) return 130;
    return lost.length > 0 ? exitCodes.unexpected : exitCodes.ok;
  },
});

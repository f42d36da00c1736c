import { exitCodes, GatehouseError } from "../model/errors.ts";
import { declare, filterWords, flag } from "./declare.ts";
import { jobsOption } from "./options.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "coverage",
  words: filterWords,
  about: "tell which functions of WASI the workloads call, with which errors, and which they do not",
  examples: [
    "gatehouse coverage                        all probes and applications",
    "gatehouse coverage files language=c       of some of them",
    "gatehouse coverage --check kind=probe     exit code 1 where less is covered than the record says",
    "gatehouse coverage --publish              results/coverage; refused where anything is no longer covered",
  ],
  options: {
    jobs: jobsOption,
    publish: flag("--publish", "keep it in results/coverage, with a page"),
    check: flag("--check", "write nothing: exit with 1 where anything of the record is no longer covered, by what filters select"),
    lower: flag("--lower", "with --publish: although something is no longer covered"),
  },
  act: async (root, terms, { jobs, publish, check, lower, json }) => {
    if (publish && terms.length > 0) throw new GatehouseError("coverage/part", "the coverage of a part is not published", { hint: "leave the filters out" });
    const { withWork } = await import("../engine/with-work.ts");
    const { measureCoverage } = await import("../trace/coverage.ts");
    const { checkCoverage, publishCoverage } = await import("../trace/publish.ts");
    const { foldCoverage } = await import("../model/coverage.ts");
    const { coverageLines } = await import("../report/coverage.ts");
    const done = await withWork(root, async (work) => {
      const record = await measureCoverage(work, terms, jobs);
      if (!record) return undefined;
      if (publish) return { record, held: publishCoverage(root, work.session.catalog, record, lower) };
      return { record, held: check ? checkCoverage(root, record) : undefined };
    });
    if (!done) return 130;
    const { record, held } = done;
    const coverage = foldCoverage(record.header.functions, record.rows);
    const lost = held?.lost ?? [];
    print(json, { lanes: record.header.lanes, targets: coverage, ...(held ?? {}) }, (style) => [
      ...coverageLines(coverage, style),
      ...lost.map((pair) => `${style.bad("no longer covered")}  ${pair}`),
      ...(held?.paths ?? []),
    ]);
    return lost.length > 0 && !lower ? exitCodes.unexpected : exitCodes.ok;
  },
});

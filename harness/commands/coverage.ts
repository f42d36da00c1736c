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
    "gatehouse coverage --publish              results/coverage; refused where anything is no longer covered",
  ],
  options: {
    jobs: jobsOption,
    publish: flag("--publish", "keep it in results/coverage, with a page"),
    lower: flag("--lower", "with --publish: although something is no longer covered"),
  },
  act: async (root, terms, { jobs, publish, lower, json }) => {
    if (publish && terms.length > 0) throw new GatehouseError("coverage/part", "the coverage of a part is not published", { hint: "leave the filters out" });
    const { withWork } = await import("../engine/with-work.ts");
    const { measureCoverage } = await import("../trace/coverage.ts");
    const { publishCoverage } = await import("../trace/publish.ts");
    const { foldCoverage } = await import("../model/coverage.ts");
    const { coverageLines } = await import("../report/coverage.ts");
    const done = await withWork(root, async (work) => {
      const record = await measureCoverage(work, terms, jobs);
      return record && { record, published: publish ? publishCoverage(root, work.session.catalog, record, lower) : undefined };
    });
    if (!done) return 130;
    const { record, published } = done;
    const coverage = foldCoverage(record.header.functions, record.rows);
    const lost = published?.lost ?? [];
    print(json, { lanes: record.header.lanes, targets: coverage, ...(published ?? {}) }, (style) => [
      ...coverageLines(coverage, style),
      ...lost.map((pair) => `${style.bad("no longer covered")}  ${pair}`),
      ...(published?.paths ?? []),
    ]);
    return lost.length > 0 && !lower ? exitCodes.unexpected : exitCodes.ok;
  },
});

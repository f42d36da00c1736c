import { exitCodes, GatehouseError } from "../model/errors.ts";
import type { BenchReport } from "../model/speed.ts";
import { declare, filterWords, flag, oneOf, text, texts, whole, wholeOr } from "./declare.ts";
import { print } from "./output.ts";

const show = async (report: BenchReport, paths: readonly string[], json: boolean, acceptUnsure: boolean): Promise<number> => {
  const { acceptsTimes, hasFailed, timeChanges } = await import("../measure/changes.ts");
  const { benchLines } = await import("../report/bench.ts");
  const changes = timeChanges(report);
  print(json, { ...report, changes, samples: paths }, (style) => [...benchLines(report, changes, style), ...paths.map((path) => `samples: ${path}`)]);
  return !hasFailed(report) && acceptsTimes(changes, acceptUnsure) ? exitCodes.ok : exitCodes.unexpected;
};

export const command = declare({
  name: "bench",
  words: filterWords,
  about: "measure benchmarks: phases, memory, work; against C, native builds, other releases",
  examples: [
    "gatehouse bench nbody language=c,rust                       ten rounds in every current runtime",
    "gatehouse bench --candidate wasmtime@49.0.3 --baseline wasmtime@46.0.1 --budget 600",
    "gatehouse bench --release wasmtime@36.0.9 --release wasmtime@49.0.3 --rounds 5   a series",
    "gatehouse bench --from 20261121T093000000Z-1a2b             the report of an earlier run",
  ],
  options: {
    rounds: wholeOr("--rounds <number>", "rounds, or rounds before the first look where releases are compared", 10),
    budget: whole("--budget <seconds>", "no round begins after so long (default: 900 where releases are compared, else none)"),
    cache: oneOf("--cache <state>", "state of the engines' compile caches", ["warm", "cold"], "warm"),
    profile: oneOf("-p, --profile <name>", "full: current releases on the bare machine; deep: every lane", ["full", "deep"], "full"),
    candidate: text("--candidate <release>", "RUNTIME@VERSION, or RUNTIME@path:FILE for a binary that nobody has published"),
    baseline: text("--baseline <release>", "what candidates and releases are held against"),
    release: texts("--release <release>", "measure this release; may be said again"),
    policy: wholeOr("--policy <percent>", "part by which times must differ to count", 2),
    times: flag("--no-times", "only what is exact, work and bytes of code; --from joins it to a run that took times"),
    fuel: flag("--no-fuel", "do not count work by fuel"),
    native: flag("--no-native", "do not measure native builds"),
    compile: flag("--no-compile", "do not compile ahead: neither times nor bytes of code"),
    acceptUnsure: flag("--accept-unsure", "what could not be decided is no reason for exit code 1"),
    from: texts("--from <run>", "measure nothing: report an earlier run, a file or a folder from its samples; may be said again"),
    wait: wholeOr("--wait <seconds>", "wait for a quiet machine at most so long", 10),
    busy: wholeOr("--busy <percent>", "with --publish: others kept at most so much of one core busy", 30),
    publish: text("--publish <name>", "with --from: keep its samples and a page in results/performance/"),
  },
  act: async (root, terms, { from, publish, busy, json, acceptUnsure, times, ...options }) => {
    if (from.length > 0) {
      const { reportAgain } = await import("../bench/from.ts");
      const { report, paths } = await reportAgain(root, from, publish === undefined ? undefined : { name: publish, most: busy / 100 });
      return show(report, paths, json, acceptUnsure);
    }
    if (publish !== undefined)
      throw new GatehouseError("bench/publish", "what is published is a run that was looked at", {
        hint: "measure first, then: gatehouse bench --from RUN --publish NAME",
      });
    const { runBench } = await import("../bench/run.ts");
    const measured = await runBench(root, terms, times ? options : { ...options, rounds: 0, native: false, wait: 0 });
    if (!measured) return 130;
    const code = await show(measured.report, [measured.path], json, acceptUnsure);
    return measured.interrupted ? 130 : code;
  },
});

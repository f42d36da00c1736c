import { exitCodes } from "../model/errors.ts";
import { declare, flag, wholeOr } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "trace",
  words: "<cell> [lanes...]",
  about: "run a cell and print the calls of its programs to WASI, with arguments, results and errors; or where two lanes part",
  examples: [
    "gatehouse trace files/all-steps,c,node-wasi                          each call, a line",
    "gatehouse trace files/all-steps,c --compare node-wasi wazero         the first call that differs",
  ],
  options: {
    calls: wholeOr("--calls <number>", "tell so many calls of each program, and count the others", 9999),
    compare: flag("--compare", "hold the calls in two lanes against each other: name them after the cell"),
  },
  act: async (root, [said = "", ...lanes], { calls, compare, json }) => {
    const { GatehouseError } = await import("../model/errors.ts");
    const [left, right] = lanes;
    if (compare ? left === undefined || right === undefined || lanes.length > 2 : lanes.length > 0)
      throw new GatehouseError("trace/lanes", compare ? "two lanes are compared" : "lanes are named to be compared", {
        hint: "gatehouse trace CELL --compare LANE LANE; a lane goes by its runtime, its release or its text",
      });
    const { withWork } = await import("../engine/with-work.ts");
    const { compareLanes, traceCell } = await import("../trace/trace-cell.ts");
    const { comparisonLines, traceLines } = await import("../report/trace.ts");
    if (left !== undefined && right !== undefined) {
      const { isSame } = await import("../trace/compare.ts");
      const compared = await withWork(root, (work) => compareLanes(work, said, [left, right], calls));
      print(json, compared, (style) => comparisonLines(compared, style));
      return Object.values(compared.programs).every(isSame) ? exitCodes.ok : exitCodes.unexpected;
    }
    const traced = await withWork(root, (work) => traceCell(work, said, calls));
    print(json, traced, (style) => traceLines(traced, style));
    return exitCodes.ok;
  },
});

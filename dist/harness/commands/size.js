import { exitCodes } from "../model/errors.js";
import { declare, filterWords } from "./declare.js";
import { print } from "./output.js";
export const command = declare({
    name: "size",
    words: filterWords,
    about: "find the least memory that a case passes with, for whoever sizes a Keep",
    examples: ["gatehouse size fibonacci language=c,go"],
    act: async (root, terms, { json }) => {
        const { measureSize } = await import("../bench/size.js");
        const { sizeLines } = await import("../report/bench.js");
        const measured = await measureSize(root, terms);
        if (!measured)
            return 130;
        const { report, path, interrupted } = measured;
        print(json, { ...report, samples: path }, (style) => [...sizeLines(report, style), `samples: ${path}`]);
        if (interrupted)
            return 130;
        return report.cells.some(({ failed }) => failed !== undefined) ? exitCodes.unexpected : exitCodes.ok;
    },
});

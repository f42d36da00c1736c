import { exitCodes } from "../model/errors.js";
import { declare } from "./declare.js";
import { runOption } from "./options.js";
import { print } from "./output.js";
export const command = declare({
    name: "show",
    words: "<cell>",
    about: "tell all that is known of one cell: verdict, blame, streams, figures, command",
    examples: ["gatehouse show 'fibonacci/small,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64'", "gatehouse show fibonacci/small,go --run 20261121T09"],
    options: { run: runOption },
    act: async (root, [said = ""], { run, json }) => {
        const { readCell } = await import("../review/read-cell.js");
        const { cellJson, cellLines } = await import("../report/cell.js");
        const view = await readCell(root, said, run);
        print(json, cellJson(view), (style) => cellLines(view, style));
        return view.passed ? exitCodes.ok : exitCodes.unexpected;
    },
});

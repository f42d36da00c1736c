import { exitCodes } from "../model/errors.ts";
import { declare } from "./declare.ts";
import { runOption } from "./options.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "show",
  words: "<cell>",
  about: "tell all that is known of one cell: verdict, blame, streams, figures, command",
  examples: ["gatehouse show 'fibonacci/small,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64'", "gatehouse show fibonacci/small,go --run 20261121T09"],
  options: { run: runOption },
  act: async (root, [said = ""], { run, json }) => {
    const { readCell } = await import("../review/read-cell.ts");
    const { isReproducible } = await import("../repro/reproducible.ts");
    const { cellJson, cellLines } = await import("../report/cell.ts");
    const view = await readCell(root, said, run, isReproducible);
    print(json, cellJson(view), (style) => cellLines(view, style));
    return view.standing.is === "expected" || view.standing.is === "known-failure" ? exitCodes.ok : exitCodes.unexpected;
  },
});

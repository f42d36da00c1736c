import { exitCodes } from "../model/errors.ts";
import { declare } from "./declare.ts";
import { runOption } from "./options.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "blame",
  words: "<cell>",
  about: "run a cell and those that tell whose fault its failure is: other runtimes, toolchains and languages",
  examples: [
    "gatehouse blame 'fibonacci/small,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64'",
    "gatehouse blame exit-code/code-126,c,wasmtime --run 20261121T09",
  ],
  options: { run: runOption },
  act: async (root, [said = ""], { run, json }) => {
    const { blameCell } = await import("../candidate/blame-cell.ts");
    const { withWork } = await import("../engine/with-work.ts");
    const { blameLines } = await import("../report/blame.ts");
    const { nameCell } = await import("../review/read-cell.ts");
    const cell = await nameCell(root, said, run);
    const told = await withWork(root, (work) => blameCell(work, cell));
    print(json, told, (style) => blameLines(told, style));
    return told.blame?.on === "undetermined" ? exitCodes.unexpected : exitCodes.ok;
  },
});

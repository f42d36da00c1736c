import { relative } from "node:path";
import { exitCodes } from "../model/errors.ts";
import { declare, flag, text, wholeOr } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "shrink",
  words: "<cell>",
  about: "make the program and the inputs of a failing cell as small as they get, while it fails in the same way",
  examples: [
    "gatehouse shrink exit-code/code-126,c,wasmtime                      writes shrunk-exit-code-code-126-wasmtime/",
    "gatehouse shrink sockets-accept/ten,c,wasmtime --passes wasmtime@46.0.1     the small one must pass there",
    "gatehouse shrink files/all-steps,c,wazero --out small --passes-nowhere     it fails everywhere",
  ],
  options: {
    out: text("-o, --out <folder>", "where to write it (default: here, by the cell's name)"),
    passes: text("--passes <lane>", "the small cell must pass in this lane: a runtime, a release or a lane (default: the first that passes the cell)"),
    passesNowhere: flag("--passes-nowhere", "no other lane is asked; the small cell may fail in all of them"),
    steps: wholeOr("--steps <number>", "after so many random steps in a row that lead nowhere it is small enough", 300, 6),
  },
  act: async (root, [said = ""], { json, passesNowhere: nowhere, ...options }) => {
    const { shrink } = await import("../shrink/shrink.ts");
    const { shrunkLines } = await import("../report/shrink.ts");
    const told = await shrink(root, said, { ...options, nowhere });
    print(json, told, (style) => shrunkLines(told, relative(process.cwd(), told.folder) || told.folder, style));
    return told.complete ? exitCodes.ok : 130;
  },
});

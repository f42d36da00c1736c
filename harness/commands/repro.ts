import { join, relative } from "node:path";
import { shellLine } from "../model/text.ts";
import { declare, flag, text } from "./declare.ts";
import { runOption } from "./options.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "repro",
  words: "<cell>",
  about: "write a folder by which anybody sees what a cell saw: the binary, its inputs, one script, a draft of an issue",
  examples: [
    "gatehouse repro files/all-steps,c,wazero                 writes repro-files-all-steps-…; then: sh repro-…/run.sh",
    "gatehouse repro files/all-steps,c,wazero --archive       one .tar.gz",
  ],
  options: {
    run: runOption,
    out: text("-o, --out <path>", "where to write it (default: here, by the cell's name)"),
    archive: flag("--archive", "write one .tar.gz, the same bytes each time"),
  },
  act: async (root, [said = ""], { json, ...options }) => {
    const { writeRepro } = await import("../repro/write.ts");
    const written = await writeRepro(root, said, options);
    const shown = relative(process.cwd(), written.out) || written.out;
    print(json, written, () => [
      shown,
      `${options.archive ? "unpack it, then: " : ""}${shellLine([...(written.needs.length > 0 ? ["env", ...written.needs] : []), "sh", options.archive ? "run.sh" : join(shown, "run.sh")])}`,
    ]);
    return 0;
  },
});

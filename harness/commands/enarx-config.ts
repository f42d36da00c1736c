import { declare } from "./declare.ts";
import { runOption } from "./options.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "enarx-config",
  words: "<cell>",
  about: "print the Enarx.toml that gives a cell's program what its contract says",
  examples: ["gatehouse enarx-config args/quotes,rust,wasmtime"],
  options: { run: runOption },
  act: async (root, [said = ""], { run, json }) => {
    const { readConfigs } = await import("../repro/enarx-configs.ts");
    const { cell, programs } = await readConfigs(root, said, run);
    const shown = programs.map(({ role, config }) => (programs.length > 1 ? `# The program of the role ${role}.\n${config}` : config)).join("\n");
    print(json, { cell, programs }, () => [shown.replace(/\n$/, "")]);
    return 0;
  },
});

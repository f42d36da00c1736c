import { declare, text } from "./declare.js";
import { runOption } from "./options.js";
import { print } from "./output.js";
export const command = declare({
    name: "config",
    words: "<cell>",
    about: "print the config file by which a runtime gives a cell's program what its contract says",
    examples: ["gatehouse config args/quotes,rust,wasmtime --runtime enarx"],
    options: { run: runOption, runtime: text("--runtime <id>", "whose file (default: the cell's runtime, or the only one that takes a file)") },
    act: async (root, [said = ""], { run, runtime, json }) => {
        const { readConfigs } = await import("../repro/configs.js");
        const found = await readConfigs(root, said, run, runtime);
        const { programs } = found;
        const shown = programs.map(({ role, config }) => (programs.length > 1 ? `# The program of the role ${role}.\n${config}` : config)).join("\n");
        print(json, found, () => [shown.replace(/\n$/, "")]);
        return 0;
    },
});

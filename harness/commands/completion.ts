import { Argument } from "commander";
import { declare } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "completion",
  words: new Argument("<shell>", "which shell").choices(["bash", "zsh", "fish"]),
  about: "print a script by which a shell completes commands, options, and ids in filters",
  examples: [
    "gatehouse completion bash   in ~/.bashrc: source <(./gatehouse completion bash)",
    "gatehouse completion zsh    in ~/.zshrc: source <(./gatehouse completion zsh)",
    "gatehouse completion fish   in ~/.config/fish/config.fish: ./gatehouse completion fish | source",
  ],
  act: async (root, [shell = ""], { json }, program) => {
    const { idsOf, readShelves } = await import("../catalog/shelves.ts");
    const { completionScript } = await import("../report/completion.ts");
    const commands = program.commands
      .filter((each) => each.name() !== "help")
      .map((each) => ({ name: each.name(), about: each.description(), options: each.options.flatMap(({ long }) => long ?? []) }));
    const script = completionScript(shell as "bash" | "zsh" | "fish", commands, idsOf(await readShelves(root)));
    print(json, { shell, script }, () => [script]);
    return 0;
  },
});

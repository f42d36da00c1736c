import { exitCodes } from "../model/errors.ts";
import { declare, flag, text } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "bisect",
  words: "<cell>",
  about: "find the release of a runtime at which the answer of a cell turns: run it in real releases, by halves",
  examples: [
    "gatehouse bisect sockets-accept/ten,c,wasmtime                       the first release without listening sockets",
    "gatehouse bisect http-client/get,rust,wasmtime --bad 48.0.0        releases up to 48.0.0",
    "gatehouse bisect files/all-steps,c,wazero --all                     ask each release, in a history that may go back and forth",
  ],
  options: {
    good: text("--good <version>", "one end of the search (default: the oldest release of releases.toml)"),
    bad: text("--bad <version>", "the other end (default: the release that the cell names, else the newest)"),
    all: flag("--all", "ask every release"),
    trace: flag("--no-trace", "do not compare the calls of the neighbours"),
  },
  act: async (root, [said = ""], { good, bad, all, trace, json }) => {
    const { bisect } = await import("../bisect/bisect.ts");
    const { withWork } = await import("../engine/with-work.ts");
    const { bisectLines } = await import("../report/bisect.ts");
    const told = await withWork(root, (work) => bisect(work, said, { good, bad, all, traced: trace }));
    print(json, told, (style) => bisectLines(told, style));
    if (!told.complete) return 130;
    if (told.turns.length > 0) return exitCodes.ok;
    return told.entries.some(({ answer }) => answer && answer.is !== "untestable") ? exitCodes.unexpected : exitCodes.harness;
  },
});

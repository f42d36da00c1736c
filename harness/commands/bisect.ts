import { exitCodes, GatehouseError } from "../model/errors.ts";
import { declare, flag, text } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "bisect",
  words: "<cell>",
  about: "find the release of a runtime, or the version of a toolchain, at which the answer of a cell turns: run it in real ones, by halves",
  examples: [
    "gatehouse bisect sockets-accept/ten,c,wasmtime                       the first release without listening sockets",
    "gatehouse bisect http-client/get,rust/cargo.wasip2,wasmtime --bad 48.0.0     releases up to 48.0.0",
    "gatehouse bisect files/all-steps,c,wazero --all                     ask each release, in a history that may go back and forth",
    "gatehouse bisect files/all-steps,c,wasmtime --toolchain zig --versions 0.15.2,0.16.0,0.17.0     the first bad compiler",
  ],
  options: {
    good: text("--good <version>", "one end of the search (default: the oldest release of releases.toml)"),
    bad: text("--bad <version>", "the other end (default: the release that the cell names, else the newest; with --toolchain the newest version)"),
    all: flag("--all", "ask every release"),
    toolchain: text("--toolchain <package>", "search versions of this package of the cell's toolchain, in one release of the runtime"),
    versions: text("--versions <list>", "these versions of it, with commas; path:FILE for one that nobody has published (default: those of its manifest)"),
    trace: flag("--no-trace", "do not compare the calls of the neighbours"),
  },
  act: async (root, [said = ""], { good, bad, all, trace, toolchain, versions, json }) => {
    const { bisect } = await import("../bisect/bisect.ts");
    const { withWork } = await import("../engine/with-work.ts");
    const { bisectLines } = await import("../report/bisect.ts");
    if (versions !== undefined && toolchain === undefined)
      throw new GatehouseError("usage/versions", "--versions are those of a toolchain's package", { hint: "name the package: --toolchain zig" });
    const listed = versions?.split(",").filter((version) => version !== "") ?? [];
    const told = await withWork(root, (work) => bisect(work, said, { good, bad, all, traced: trace, toolchain, versions: listed }));
    print(json, told, (style) => bisectLines(told, style));
    if (!told.complete) return 130;
    if (told.turns.length > 0) return exitCodes.ok;
    return told.entries.some(({ answer }) => answer && answer.is !== "untestable") ? exitCodes.unexpected : exitCodes.harness;
  },
});

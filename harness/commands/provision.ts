import { say } from "../host/say.ts";
import { exitCodes } from "../model/errors.ts";
import { declare, filterWords, flag } from "./declare.ts";
import { profileOption } from "./options.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "provision",
  words: filterWords,
  about: "get the toolchains and runtimes that a run would use, and run nothing",
  examples: [
    "gatehouse provision",
    "gatehouse provision language=rust",
    "gatehouse provision --profile deep release=enarx@0.6.0 keep=nil",
    "gatehouse provision --shell language=c runtime=wasmtime    lines that put zig and wasmtime on a shell's PATH",
  ],
  options: {
    profile: profileOption("what a run of this profile would use", "quick"),
    shell: flag("--shell", "print lines for a shell that put them on its PATH"),
  },
  act: async (root, terms, { profile, shell, json }) => {
    const { parseFilter } = await import("../plan/filter.ts");
    const { profiles } = await import("../plan/profile.ts");
    const { withSession } = await import("../engine/with-session.ts");
    const { inspect } = await import("../probe/inspect.ts");
    const { printFindings } = await import("./print-findings.ts");
    const filter = parseFilter(terms);
    const { findings, packages } = await withSession(root, (session) => inspect(session, filter, profiles[profile]), true);
    if (!shell || json) return printFindings(findings, json);
    const { shellLines } = await import("../probe/shell-lines.ts");
    const lines = shellLines(packages);
    print(false, undefined, () => lines);
    for (const { id, evidence } of [...findings.toolchains, ...findings.lanes].filter(({ ok }) => !ok))
      say(`${id} is not here: ${evidence.find(({ pass }) => !pass)?.hint ?? ""}`);
    return [...findings.toolchains, ...findings.lanes].every(({ ok }) => ok) ? exitCodes.ok : exitCodes.unexpected;
  },
});

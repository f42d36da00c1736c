import { declare, filterWords } from "./declare.ts";
import { profileOption } from "./options.ts";

export const command = declare({
  name: "provision",
  words: filterWords,
  about: "get the toolchains and runtimes that a run would use, and run nothing",
  examples: ["gatehouse provision", "gatehouse provision language=rust", "gatehouse provision --profile deep release=enarx@0.6.0 keep=nil"],
  options: { profile: profileOption("what a run of this profile would use", "quick") },
  act: async (root, terms, { profile, json }) => {
    const { parseFilter } = await import("../plan/filter.ts");
    const { profiles } = await import("../plan/profile.ts");
    const { withSession } = await import("../engine/with-session.ts");
    const { inspect } = await import("../probe/inspect.ts");
    const { printFindings } = await import("./print-findings.ts");
    const filter = parseFilter(terms);
    return printFindings(await withSession(root, (session) => inspect(session, filter, profiles[profile]), true), json);
  },
});

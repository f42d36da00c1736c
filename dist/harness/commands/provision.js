import { declare, filterWords } from "./declare.js";
import { profileOption } from "./options.js";
export const command = declare({
    name: "provision",
    words: filterWords,
    about: "get the toolchains and runtimes that a run would use, and run nothing",
    examples: ["gatehouse provision", "gatehouse provision language=rust", "gatehouse provision --profile deep release=enarx@0.6.0 keep=nil"],
    options: { profile: profileOption("what a run of this profile would use", "quick") },
    act: async (root, terms, { profile, json }) => {
        const { parseFilter } = await import("../plan/filter.js");
        const { profiles } = await import("../plan/profile.js");
        const { withSession } = await import("../engine/with-session.js");
        const { inspect } = await import("../probe/inspect.js");
        const { printFindings } = await import("./print-findings.js");
        const filter = parseFilter(terms);
        return printFindings(await withSession(root, (session) => inspect(session, filter, profiles[profile]), true), json);
    },
});

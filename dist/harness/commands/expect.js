import { relative } from "node:path";
import { say } from "../host/say.js";
import { exitCodes } from "../model/errors.js";
import { declare, flag } from "./declare.js";
import { print } from "./output.js";
export const command = declare({
    name: "expect",
    words: "[run]",
    about: "propose the smallest set of patterns for failures that nobody has explained yet",
    examples: ["gatehouse expect", "gatehouse expect --update   writes results/expectations/proposed.toml; fill in the reasons"],
    options: { update: flag("--update", "write the proposals; their reasons are empty, and nothing accepts them until they are filled in") },
    act: async (root, [said], { update, json }) => {
        const { readProposals, writeProposals } = await import("../review/proposals.js");
        const { run, proposals, toml } = await readProposals(root, said);
        print(json, { run, proposals }, () => [proposals.length === 0 ? "every failure of this run is known, or there is none" : toml]);
        if (proposals.length === 0)
            return exitCodes.ok;
        if (update)
            say(`written to ${relative(process.cwd(), writeProposals(root, toml))}: fill in each reason (and link); until then no command accepts the file`);
        return exitCodes.unexpected;
    },
});

import { Argument } from "commander";
import { exitCodes } from "../model/errors.js";
import { declare } from "./declare.js";
import { print } from "./output.js";
export const command = declare({
    name: "doctor",
    words: new Argument("[what]", "keeps: only those, every one").choices(["keeps"]),
    about: "tell what is there, what is missing, why, and what to type",
    examples: ["gatehouse doctor", "gatehouse doctor keeps   which Keeps this machine has, with the evidence", "gatehouse doctor --json"],
    act: async (root, [what], { json }) => {
        const { withSession } = await import("../engine/with-session.js");
        if (what === "keeps") {
            const { inspectKeeps } = await import("../probe/inspect-keeps.js");
            const { keepLines } = await import("../report/doctor-keeps.js");
            const found = await withSession(root, inspectKeeps);
            print(json, found, (style) => keepLines(found, style));
            return found.keeps.some(({ ways }) => ways.some(({ state }) => state !== "missing")) ? exitCodes.ok : exitCodes.harness;
        }
        const { printFindings } = await import("./print-findings.js");
        const { inspect } = await import("../probe/inspect.js");
        const { profiles } = await import("../plan/profile.js");
        return printFindings(await withSession(root, (session) => inspect(session, [], profiles.quick)), json);
    },
});

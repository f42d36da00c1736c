import { declare } from "./declare.js";
import { print } from "./output.js";
export const command = declare({
    name: "releases",
    about: "show what is published: each language, release by release",
    examples: ["gatehouse releases", "gatehouse releases --json"],
    act: async (root, _, { json }) => {
        const { readReleases } = await import("../record/releases.js");
        const { toHistories } = await import("../judge/history.js");
        const { releasesLines } = await import("../report/releases.js");
        const histories = toHistories(readReleases(root).map(({ record }) => record));
        print(json, histories, (style) => (histories.length > 0 ? releasesLines(histories, style) : ["nothing is published yet: gatehouse publish RUN"]));
        return 0;
    },
});

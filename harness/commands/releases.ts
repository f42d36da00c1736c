import { declare } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "releases",
  about: "show what is published: each language, release by release",
  examples: ["gatehouse releases", "gatehouse releases --json"],
  act: async (root, _, { json }) => {
    const { readReleases } = await import("../record/releases.ts");
    const { toHistories } = await import("../judge/history.ts");
    const { releasesLines } = await import("../report/releases.ts");
    const histories = toHistories(readReleases(root).map(({ record }) => record));
    print(json, histories, (style) => (histories.length > 0 ? releasesLines(histories, style) : ["nothing is published yet: gatehouse publish RUN"]));
    return 0;
  },
});

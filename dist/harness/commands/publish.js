import { declare, flag } from "./declare.js";
import { print } from "./output.js";
export const command = declare({
    name: "publish",
    words: "[run]",
    about: "keep what a finished run says of each release, in results/releases/",
    examples: ["gatehouse publish                  the newest run", "gatehouse publish 20261121T09 --dry-run"],
    options: { dryRun: flag("--dry-run", "tell what would be written, kept and dropped, and write nothing") },
    act: async (root, [run], { dryRun, json }) => {
        const { publish } = await import("../review/publish.js");
        const { publishLines } = await import("../report/publish.js");
        const published = await publish(root, run, dryRun);
        print(json, published, (style) => publishLines(published.run, published.files, published.written, style));
        return 0;
    },
});

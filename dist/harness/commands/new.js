import { join, relative } from "node:path";
import { declare } from "./declare.js";
import { print } from "./output.js";
export const command = declare({
    name: "new",
    words: "<kind> [name...]",
    about: "write a skeleton that check accepts: language, workload, port, runtime or keep",
    examples: [
        "gatehouse new language ada",
        "gatehouse new workload word-count",
        "gatehouse new port word-count rust   begins with the language's smoke program",
        "gatehouse new runtime my-engine",
    ],
    act: async (root, [kind = "", ...names], { json }) => {
        const { writeNew } = await import("../contribute/new.js");
        const made = await writeNew(root, kind, names);
        const { folder, files, next } = made;
        const shown = relative(process.cwd(), join(root, folder));
        print(json, made, (style) => [
            `${style.good("new")}  ${kind} ${names.join(" ")}${shown.startsWith("..") ? "" : ` in ${shown}`}`,
            ...files.map((file) => `  ${file}`),
            style.bold("next"),
            ...next.flatMap(({ what, command: typed }) => [`  ${what}`, ...(typed ? [`    ${typed}`] : [])]),
        ]);
        return 0;
    },
});

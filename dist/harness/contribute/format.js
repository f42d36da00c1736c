import { existsSync, readdirSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { clientEnvironment } from "../host/environment.js";
import { runTool } from "../host/tool.js";
import { fillWords, placeholdersIn } from "../model/placeholders.js";
import { missingOf, placeholderValues } from "../model/provisioned.js";
import { shellLine } from "../model/text.js";
const sourcesIn = (folder) => existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [];
// It reads one file at a time from its standard input.
const isAlone = ({ check }) => !check.flatMap(placeholdersIn).includes("files");
/** The files in which something would change, and the first lines that the formatter says of them; undefined where nothing would. */
const untidy = async (formatter, packages, files, root, manifest) => {
    const { values, env } = placeholderValues(packages);
    const alone = isAlone(formatter);
    for (const group of alone ? files.map((file) => [file]) : [files]) {
        const words = { ...values, manifest, files: group };
        const argv = fillWords(formatter.check, words);
        const input = alone ? { stdin: join(root, group[0] ?? "") } : {};
        const result = await runTool(argv, { cwd: root, env: { ...clientEnvironment(), ...env }, timeoutMs: 60_000, ...input });
        if (result.ok && result.stdout.trim() === "")
            continue;
        const mend = `${shellLine(fillWords(formatter.mend, words))}${alone ? ` < ${shellLine(group)}` : ""}`;
        return { mend, said: (result.stderr || result.stdout).trim().split("\n").slice(0, 5) };
    }
    return undefined;
};
/** Holds source files against the formatters of their languages; which of them had none is one finding more. */
export const formatFindings = async (sources, root, { provisioner }) => {
    const tidy = [];
    const skipped = new Set();
    const findings = [];
    for (const { language, folders } of sources) {
        const files = folders.flatMap(sourcesIn);
        for (const extension of new Set(files.map((file) => extname(file)))) {
            const formatter = language.manifest.formatter?.find(({ extensions }) => extensions.includes(extension.slice(1)));
            if (!formatter) {
                skipped.add(extension || "files without extension");
                continue;
            }
            const [name = ""] = formatter.packages;
            const states = await provisioner.all(language.manifest.package ?? {}, formatter.packages, language.folder);
            const [missing] = missingOf(states);
            if (missing) {
                skipped.add(`${extension} (${name} is not here: ${missing.hint})`);
                continue;
            }
            const own = files.filter((file) => extname(file) === extension).map((file) => relative(root, file));
            const failed = await untidy(formatter, states, own, root, language.folder);
            if (failed === undefined)
                tidy.push(`${own.length} ${extension} by ${name}`);
            else
                findings.push({
                    what: "format",
                    state: "failed",
                    detail: `${extension} sources are not as ${name} writes them`,
                    lines: [`do: ${failed.mend}`, ...failed.said],
                });
        }
    }
    if (tidy.length > 0)
        findings.push({ what: "format", state: "ok", detail: tidy.join(", "), lines: [] });
    if (skipped.size > 0)
        findings.push({ what: "format", state: "not checked", detail: `no formatter at hand: ${[...skipped].join(", ")}`, lines: [] });
    return findings;
};

import { existsSync } from "node:fs";
import { join } from "node:path";
import { smokeFolders } from "./smoke.js";
const note = (what, detail, lines = []) => ({ what, state: "note", detail, lines });
const ofLanguage = ({ folder, shown }, catalog, id) => {
    const name = catalog.languages.get(id)?.manifest.name ?? id;
    const smoke = smokeFolders(folder, catalog.targets).length > 0;
    return [
        ...(smoke
            ? []
            : [
                {
                    what: "smoke",
                    state: "failed",
                    detail: `${shown}/smoke is not there`,
                    lines: [`write a program that prints "hello from ${name}" and a line end`],
                },
            ]),
        ...(existsSync(join(folder, "guide.md")) ? [] : [note("guide", `${shown}/guide.md is not there: how to compile an application in ${name}`)]),
    ];
};
const ofWorkload = (catalog, id) => {
    const loose = (catalog.workloads.get(id)?.cases ?? []).filter(({ programs, needs }) => Object.values(programs).every(({ exit, stdout, files }) => exit === 0 && stdout.match === "free" && needs.includes("stdout") && Object.keys(files).length === 0));
    return loose.map((entry) => note("contract", `case ${entry.id} compares no output: it passes whatever a program prints`));
};
const ofKeep = (catalog, id) => {
    const manifest = catalog.keeps.get(id)?.manifest;
    const evidence = [...(manifest?.evidence ?? []), ...(manifest?.launcher ?? []).flatMap((launcher) => launcher.evidence ?? [])];
    const lines = evidence.map((item) => {
        const asked = [
            item.architecture && `a machine of ${item.architecture}`,
            item.device && `device ${item.device}`,
            item["cpu-flag"] && `CPU flag ${item["cpu-flag"]}`,
            item.file,
            item.command?.join(" "),
            item.holds && `holds ${JSON.stringify(item.holds)}`,
        ];
        return `${item.name} (${asked.filter(Boolean).join(", ")})`;
    });
    if (manifest?.confidential && evidence.length === 0)
        return [
            {
                what: "evidence",
                state: "failed",
                detail: "it claims to be confidential and asks for no evidence",
                lines: ["name what a machine must show: [[evidence]]"],
            },
        ];
    return [note("evidence", evidence.length === 0 ? "none is asked for: every machine counts" : `${evidence.length} asked for`, lines)];
};
/** What can be told of a subject without running anything. */
export const stillFindings = (subject, catalog, known) => {
    const manifest = { what: "manifest", state: "ok", detail: "schema, names and text", lines: [] };
    switch (subject.kind) {
        case "language":
            return [manifest, ...ofLanguage(subject, catalog, subject.id)];
        case "workload":
            return [manifest, ...ofWorkload(catalog, subject.id)];
        case "keep":
            return [manifest, ...ofKeep(catalog, subject.id)];
        case "expectations":
            return [{ ...manifest, detail: `${known.length} known failures and flakes, each with a reason and a day` }];
        default:
            return [manifest];
    }
};

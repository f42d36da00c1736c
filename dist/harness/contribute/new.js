import { existsSync, lstatSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { loadCatalog } from "../catalog/load.js";
import { readShelves } from "../catalog/shelves.js";
import { placeIn } from "../catalog/sources.js";
import { isWhole, projectFile } from "../host/home.js";
import { referenceLanguage } from "../model/catalog.js";
import { gatehouse } from "../model/command.js";
import { GatehouseError } from "../model/errors.js";
import { checkKind, checkName, kinds } from "./names.js";
import { findPort, portFiles } from "./port.js";
import { skeleton } from "./skeleton.js";
const checkProject = (root) => {
    if (!isWhole(root) || ["languages", "workloads", "harness/runtimes"].some((name) => existsSync(join(root, name))))
        return;
    throw new GatehouseError("new/no-project", `${root} is no project of Gatehouse: it has neither languages nor workloads`, {
        hint: "start it in the project's folder, or name that by -C",
    });
};
/** Where the project has what a kind makes, relative to the project. */
const parentOf = async (root, kind) => {
    const { own } = await readShelves(root);
    const folder = own.some((source) => source.folder === root) ? root : (own[0]?.folder ?? root);
    return relative(root, placeIn(folder, kinds[kind].parent));
};
const planPort = async (root, said, route) => {
    const { workload, language, target } = findPort(await loadCatalog(root), said, route);
    const folder = join(await parentOf(root, "port"), said, route);
    return {
        folder,
        files: portFiles(workload, language, target),
        next: [
            { what: `write the program that workloads/${said}/workload.toml asks for: until then the check says which cases fail` },
            { what: "build it and run all its cases in every lane", command: `${gatehouse} check ${folder}` },
        ],
    };
};
const afterwards = (kind, name, folder, reference) => {
    const check = { what: "it is accepted as it stands; check again after each change", command: `${gatehouse} check ${folder}` };
    switch (kind) {
        case "language":
            return [
                check,
                { what: "put the toolchain in place of the stand-in: language.toml says where" },
                { what: "port a workload", command: `${gatehouse} new port fibonacci ${name}` },
            ];
        case "workload":
            return [
                check,
                { what: "write the contract: workload.toml says where" },
                { what: "port it to a language that you know", command: `${gatehouse} new port ${name} ${reference}` },
            ];
        case "runtime":
            return [
                check,
                { what: "put the engine in place of node:wasi: runtime.toml says where" },
                { what: "run everything in it", command: `${gatehouse} run runtime=${name}` },
            ];
        case "keep":
            return [check, { what: "say what it claims, and the evidence for it: keep.toml says where" }];
    }
};
const planFolder = async (root, kind, name) => {
    checkName(kind, name);
    const folder = join(await parentOf(root, kind), name);
    const reference = kind === "workload" ? referenceLanguage(await loadCatalog(root))?.id : undefined;
    return { folder, files: skeleton(kind, name), next: afterwards(kind, name, folder, reference ?? "LANGUAGE") };
};
// What stands beside it lies over the catalog that comes with Gatehouse.
const projectText = '# Folders that lie over the catalog of Gatehouse.\nwith = ["."]\n';
// The folder is made, or the command fails: what is there already, a dangling link too, is never touched.
const write = (root, { folder, files }) => {
    const path = join(root, folder);
    if (lstatSync(path, { throwIfNoEntry: false }))
        throw new GatehouseError("new/exists", `${folder} is there already; nothing was written`, {
            hint: `choose another name, or go on with that one: ${gatehouse} check ${folder}`,
        });
    mkdirSync(dirname(path), { recursive: true });
    mkdirSync(path);
    for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), text, { flag: "wx" });
    }
};
/** Writes a skeleton that `gatehouse check` accepts, and says what to do next. Never writes over anything. Throws a GatehouseError. */
export const writeNew = async (root, said, names) => {
    const kind = checkKind(said, names);
    checkProject(root);
    const [first = "", second = ""] = names;
    const plan = kind === "port" ? await planPort(root, first, second) : await planFolder(root, kind, first);
    write(root, plan);
    if (!isWhole(root) && !existsSync(join(root, projectFile)))
        writeFileSync(join(root, projectFile), projectText, { flag: "wx" });
    return { kind, folder: plan.folder, files: Object.keys(plan.files).map((name) => join(plan.folder, name)), next: plan.next };
};

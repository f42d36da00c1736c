import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { textEntry, writeEntries } from "../host/bundle.js";
import { isRunning, memoryFolder } from "../host/machine.js";
const leastFree = 1 << 30;
const prefix = "gatehouse-";
// A run that was killed could not remove its own; in memory they would stay until the machine is restarted.
const removeStale = (parent) => {
    for (const name of readdirSync(parent)) {
        const owner = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
        if (owner === undefined || isRunning(Number(owner)))
            continue;
        rmSync(join(parent, name), { recursive: true, force: true });
    }
};
/** A folder for the sandboxes of a run, in memory where there is room; removed by the caller. */
export const openScratch = (fallback) => {
    const parent = memoryFolder(leastFree) ?? fallback;
    mkdirSync(parent, { recursive: true });
    removeStale(parent);
    const scratch = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
    writeEntries(scratch, baits);
    return scratch;
};
// For a guest that gets out of its directories: a leak must find something, or it would look like a refusal.
const baitText = "outside of the sandbox\n";
/** What stands beside the directories of a sandbox. */
export const baits = [
    textEntry("outside.txt", baitText),
    { kind: "folder", path: "outside" },
    textEntry("outside/file.txt", baitText),
    { kind: "link", path: "outside/link", to: "file.txt" },
];
/** The names of those beside the directories, without what they contain. */
export const baitNames = baits.map(({ path }) => path).filter((path) => !path.includes("/"));
export const openSandbox = (scratch, name, program, workload) => {
    const folder = join(scratch, name);
    const home = join(folder, "home");
    mkdirSync(home, { recursive: true });
    const directories = program.directories.map(({ fixture }, index) => {
        const path = join(folder, `directory-${index}`);
        if (fixture)
            cpSync(join(workload, fixture), path, { recursive: true, verbatimSymlinks: true });
        else
            mkdirSync(path);
        return path;
    });
    if (directories.length > 0)
        writeEntries(folder, baits);
    return { folder, home, stdout: join(folder, "stdout"), stderr: join(folder, "stderr"), listening: join(folder, "listening"), directories };
};
/** Removes a sandbox; a guest may have taken permissions away from its own files. */
export const closeSandbox = (sandbox) => rmSync(sandbox.folder, { recursive: true, force: true, maxRetries: 2 });
const readTree = (folder) => {
    const tree = new Map();
    const visit = (path, name) => {
        for (const child of readdirSync(path)) {
            const full = join(path, child);
            const inside = name === "" ? child : `${name}/${child}`;
            const status = lstatSync(full);
            if (status.isSymbolicLink())
                tree.set(inside, `link ${readlinkSync(full)}`);
            else if (status.isDirectory()) {
                tree.set(inside, "folder");
                visit(full, inside);
            }
            else
                tree.set(inside, status.isFile() ? { size: status.size, read: () => readFileSync(full) } : "other");
        }
    };
    visit(folder, "");
    return tree;
};
const same = (a, b) => typeof a === "object" && typeof b === "object" ? a.size === b.size && a.read().equals(b.read()) : a === b;
const below = (guest) => (guest === "/" ? "/" : `${guest}/`);
// Where one directory stands below another, a guest reaches a file through the innermost.
const isOwn = (path, guest, program) => path.startsWith(below(guest)) && !program.directories.some((other) => other.guest.length > guest.length && path.startsWith(below(other.guest)));
// What must be there afterwards: the fixture, changed as the contract says; folders of expected files come with them.
const expectedTree = (fixture, guest, files) => {
    const tree = fixture ? readTree(fixture) : new Map();
    for (const [path, content] of files) {
        const inside = path.slice(below(guest).length);
        if (content === "absent") {
            for (const name of [...tree.keys()])
                if (name === inside || name.startsWith(`${inside}/`))
                    tree.delete(name);
            continue;
        }
        inside.split("/").forEach((_, index, parts) => {
            if (index > 0)
                tree.set(parts.slice(0, index).join("/"), "folder");
        });
        tree.set(inside, { size: content.length, read: () => content });
    }
    return tree;
};
const expectedTrees = (program, workload, files) => program.directories.map(({ guest, fixture }) => {
    const own = new Map([...files].filter(([path]) => isOwn(path, guest, program)));
    return expectedTree(fixture && join(workload, fixture), guest, own);
});
/** What each directory of a program must hold afterwards, in the contract's order, as entries below `under`-INDEX. */
export const expectedDirectories = (program, workload, files, under) => expectedTrees(program, workload, files).flatMap((tree, index) => [
    { kind: "folder", path: `${under}-${index}` },
    ...[...tree].flatMap(([name, thing]) => {
        const path = `${under}-${index}/${name}`;
        if (typeof thing === "object")
            return [{ kind: "file", path, bytes: thing.read() }];
        if (thing === "folder")
            return [{ kind: "folder", path }];
        return thing.startsWith("link ") ? [{ kind: "link", path, to: thing.slice("link ".length) }] : [];
    }),
]);
/** Compares whole directories with what the contract says: each path that is absent, unexpected or different. */
export const compareFiles = (sandbox, program, workload, files) => {
    const trees = expectedTrees(program, workload, files);
    return program.directories.flatMap(({ guest }, index) => {
        const expected = trees[index];
        const actual = readTree(sandbox.directories[index]);
        return [...new Set([...expected.keys(), ...actual.keys()])].sort().flatMap((path) => {
            const [wanted, found] = [expected.get(path), actual.get(path)];
            if (same(wanted, found))
                return [];
            return [{ path: below(guest) + path, found: found === undefined ? "absent" : wanted === undefined ? "unexpected" : "different" }];
        });
    });
};

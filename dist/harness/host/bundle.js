import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, posix, sep } from "node:path";
/** A text file of a bundle. */
export const textEntry = (path, text, executable = false) => ({ kind: "file", path, bytes: Buffer.from(text, "utf8"), executable });
/** All that stands below a folder, as entries below `under`, which comes first. Links stay links; what is neither file, folder nor link is left out, and so is what `keep` refuses. */
export const readEntries = (folder, under, keep = () => true) => {
    const entries = [{ kind: "folder", path: under }];
    for (const name of readdirSync(folder).sort()) {
        const full = join(folder, name);
        if (!keep(name, full))
            continue;
        const path = `${under}/${name}`;
        const status = lstatSync(full);
        if (status.isSymbolicLink())
            entries.push({ kind: "link", path, to: readlinkSync(full) });
        else if (status.isDirectory())
            entries.push(...readEntries(full, path, keep));
        else if (status.isFile())
            entries.push({ kind: "file", path, bytes: readFileSync(full), executable: (status.mode & 0o111) !== 0 });
    }
    return entries;
};
/** Whether a path stays inside a folder when its links are followed. */
export const staysInside = (folder, path) => {
    try {
        return realpathSync(path).startsWith(realpathSync(folder) + sep);
    }
    catch {
        // A link to nowhere.
        return false;
    }
};
/** Writes entries below a folder that is there. Throws where one leads out of it, or stands where another does. */
export const writeEntries = (folder, entries) => {
    for (const entry of entries) {
        const { path } = entry;
        if (posix.isAbsolute(path) || posix.normalize(path) !== path || path.startsWith("../"))
            throw new Error(`${path} leads out of its bundle`);
        const full = join(folder, path);
        mkdirSync(dirname(full), { recursive: true });
        if (entry.kind === "folder")
            mkdirSync(full, { recursive: true });
        else if (entry.kind === "link")
            symlinkSync(entry.to, full);
        else
            writeFileSync(full, entry.bytes, { flag: "wx", mode: entry.executable ? 0o755 : 0o644 });
    }
};

import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, posix, sep } from "node:path";

/** One thing of a folder that is given away; `path` is relative, with slashes. */
export type Entry =
  | { readonly kind: "file"; readonly path: string; readonly bytes: Uint8Array; readonly executable?: boolean }
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "link"; readonly path: string; readonly to: string };

/** A text file of a bundle. */
export const textEntry = (path: string, text: string, executable = false): Entry => ({ kind: "file", path, bytes: Buffer.from(text, "utf8"), executable });

/** All that stands below a folder, as entries below `under`, which comes first. Links stay links; what is neither file, folder nor link is left out, and so is what `keep` refuses. */
export const readEntries = (folder: string, under: string, keep: (name: string, path: string) => boolean = () => true): Entry[] => {
  const entries: Entry[] = [{ kind: "folder", path: under }];
  for (const name of readdirSync(folder).sort()) {
    const full = join(folder, name);
    if (!keep(name, full)) continue;
    const path = `${under}/${name}`;
    const status = lstatSync(full);
    if (status.isSymbolicLink()) entries.push({ kind: "link", path, to: readlinkSync(full) });
    else if (status.isDirectory()) entries.push(...readEntries(full, path, keep));
    else if (status.isFile()) entries.push({ kind: "file", path, bytes: readFileSync(full), executable: (status.mode & 0o111) !== 0 });
  }
  return entries;
};

/** The entries of those folders in a folder that are there, below their own names. */
export const readThere = (folder: string, names: readonly string[]): Entry[] =>
  names.filter((name) => existsSync(join(folder, name))).flatMap((name) => readEntries(join(folder, name), name));

/** Whether a path stays inside a folder when its links are followed. */
export const staysInside = (folder: string, path: string): boolean => {
  try {
    return realpathSync(path).startsWith(realpathSync(folder) + sep);
  } catch {
    // A link to nowhere.
    return false;
  }
};

/** Writes entries below a folder that is there. Throws where one leads out of it, or stands where another does. */
export const writeEntries = (folder: string, entries: readonly Entry[]): void => {
  for (const entry of entries) {
    const { path } = entry;
    if (posix.isAbsolute(path) || posix.normalize(path) !== path || path.startsWith("../")) throw new Error(`${path} leads out of its bundle`);
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    if (entry.kind === "folder") mkdirSync(full, { recursive: true });
    else if (entry.kind === "link") symlinkSync(entry.to, full);
    else writeFileSync(full, entry.bytes, { flag: "wx", mode: entry.executable ? 0o755 : 0o644 });
  }
};

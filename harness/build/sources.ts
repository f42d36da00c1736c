import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { digestFolder } from "../host/digest.ts";

/** Folders whose files make up a program: a language's template, then the port, whose files win. */
export interface SourceFolders {
  readonly template: string | undefined;
  readonly port: string;
  /** Where the port has several programs: folders of all of them below the port, this one's first; what is beside them they share. */
  readonly roles?: readonly [string, ...string[]] | undefined;
}

/** The folders of a port, or of a language's smoke program. */
export const sourceFolders = (language: string, port: string, roles?: SourceFolders["roles"]): SourceFolders => {
  const template = join(language, "template");
  return { template: existsSync(template) ? template : undefined, port, roles };
};

/** Digest of all that a program's sources are. */
export const digestSources = (folders: SourceFolders): readonly string[] => [
  folders.template ? digestFolder(folders.template) : "",
  digestFolder(folders.port),
  ...(folders.roles ? [folders.roles[0]] : []),
];

/** Lays the sources out in a folder of their own, so that a build cannot change them. */
export const layOut = (folders: SourceFolders, into: string): void => {
  mkdirSync(into, { recursive: true });
  if (folders.template) cpSync(folders.template, into, { recursive: true });
  if (!folders.roles) {
    cpSync(folders.port, into, { recursive: true });
    return;
  }
  const [own, ...others] = folders.roles;
  const apart = new Set([own, ...others].map((role) => join(folders.port, role)));
  cpSync(folders.port, into, { recursive: true, filter: (path) => !apart.has(path) });
  cpSync(join(folders.port, own), into, { recursive: true });
};

/** Source files that end in `.EXTENSION`, sorted, relative to the folder. */
export const filesOf = (folder: string, extension: string): string[] => {
  const found: string[] = [];
  const visit = (path: string): void => {
    for (const name of readdirSync(path).sort()) {
      const child = join(path, name);
      const status = lstatSync(child);
      if (status.isDirectory()) visit(child);
      else if (name.endsWith(`.${extension}`)) found.push(relative(folder, child));
    }
  };
  visit(folder);
  return found;
};

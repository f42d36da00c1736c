import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { digestFolder } from "../host/digest.ts";

/** Folders whose files make up a program: a language's template, then the port, whose files win. */
export interface SourceFolders {
  readonly template: string | undefined;
  readonly port: string;
}

/** The folders of a port, or of a language's smoke program. */
export const sourceFolders = (language: string, port: string): SourceFolders => {
  const template = join(language, "template");
  return { template: existsSync(template) ? template : undefined, port };
};

/** Digest of all that a program's sources are. */
export const digestSources = (folders: SourceFolders): readonly string[] => [
  folders.template ? digestFolder(folders.template) : "",
  digestFolder(folders.port),
];

/** Lays the sources out in a folder of their own, so that a build cannot change them. */
export const layOut = (folders: SourceFolders, into: string): void => {
  mkdirSync(into, { recursive: true });
  if (folders.template) cpSync(folders.template, into, { recursive: true });
  cpSync(folders.port, into, { recursive: true });
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

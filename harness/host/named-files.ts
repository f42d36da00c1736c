import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { digest, digestFolder, digestOf } from "./digest.ts";
import { fileMark, remember } from "./memo.ts";

/** What a manifest's words may name of its folder: `{manifest}` and a path. */
const named = /\{manifest\}(?:\/([^\s{}"']*))?/g;

/** How a script names a file beside it. */
const beside = /["'`](\.\.?\/[^"'`\n]+)["'`]/g;

const isScript = (path: string): boolean => /\.(?:[cm]?js|py|sh)$/.test(path);

/** Every text in a value, keys left out. */
export const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
};

/**
 * Paths below a manifest's folder that words of it name as `{manifest}/PATH`, and what those scripts name beside themselves; sorted. The
 * folder itself is "". Whatever holds words may be given.
 */
export const namedFiles = (words: unknown, folder: string): string[] => {
  const found = new Set<string>();
  const visit = (path: string): void => {
    const full = join(folder, path);
    if (found.has(path) || !existsSync(full)) return;
    found.add(path);
    if (!isScript(path) || !statSync(full).isFile()) return;
    for (const [, other] of readFileSync(full, "utf8").matchAll(beside)) {
      const next = join(dirname(full), other as string);
      if (statSync(next, { throwIfNoEntry: false })?.isFile()) visit(relative(folder, next));
    }
  };
  for (const text of textsIn(words)) for (const [, path = ""] of text.matchAll(named)) visit(relative(folder, join(folder, path)));
  return [...found].sort();
};

/** Those of them that stand beside the folder, as whole paths: parts that host scripts share. */
export const filesBeside = (words: unknown, folder: string): string[] =>
  namedFiles(words, folder).flatMap((path) => (path.startsWith("..") ? [join(folder, path)] : []));

// A large program behind a link, such as a whole engine, is read once.
const digestPath = async (path: string, store: string): Promise<string> => {
  if (statSync(path).isDirectory()) return digestFolder(path);
  const read = (): string => digest(readFileSync(path));
  const content = lstatSync(path).isSymbolicLink() ? await remember(store, ["file", fileMark(realpathSync(path))], () => Promise.resolve(read())) : read();
  return digestOf([content, (statSync(path).mode & 0o111) !== 0]);
};

/** Digests of the files that words name below a folder, by path. */
export const digestNamedFiles = async (words: unknown, folder: string, store: string): Promise<[string, string][]> =>
  Promise.all(namedFiles(words, folder).map(async (path): Promise<[string, string]> => [path, await digestPath(join(folder, path), store)]));

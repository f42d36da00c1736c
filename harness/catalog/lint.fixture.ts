import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { GatehouseError } from "../model/errors.ts";

const root = mkdtempSync(join(tmpdir(), "gatehouse-lint-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A project's folder with nothing in it but what tests put there. */
export const projectRoot = root;

/** Makes a manifest's folder with these files. */
export const folderWith = (path: string, files: Readonly<Record<string, string>> = {}): string => {
  const folder = join(root, path);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
};

/** What a check says: `ok`, or the code with the place in the file. */
export const told = (check: () => void): string => {
  try {
    check();
    return "ok";
  } catch (error) {
    if (!(error instanceof GatehouseError)) throw error;
    if (error.hint === "" || error.exitCode !== 2) throw new Error(`${error.code} says not what to do`);
    return `${error.code} ${error.place?.path}`;
  }
};

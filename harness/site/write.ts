import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomName } from "../host/digest.ts";
import { makeFolders } from "../host/files.ts";
import { GatehouseError } from "../model/errors.ts";
import { assets } from "./assets.ts";
import type { SiteFile } from "./types.ts";

/** Says of a folder that a site was written there: nothing else is ever replaced. */
const sign = "gatehouse-site.txt";

const signText = "Gatehouse wrote this folder, and replaces it as a whole: keep nothing of your own here.\n";

const isOurs = (folder: string): boolean =>
  !existsSync(folder) || readdirSync(folder).length === 0 || (existsSync(join(folder, sign)) && readFileSync(join(folder, sign), "utf8") === signText);

/** Throws a GatehouseError where a folder holds anything that is no site. */
export const checkSiteFolder = (folder: string): void => {
  if (isOurs(folder)) return;
  throw new GatehouseError("report/folder", "this folder holds other things, and a site replaces all that is there", {
    hint: "name a new folder: --out DIR",
    place: { file: folder },
  });
};

/** Writes a site as a whole in the place of an older one; returns how many files and bytes it has. */
export const writeSite = (folder: string, files: Iterable<SiteFile>): { readonly files: number; readonly bytes: number } => {
  checkSiteFolder(folder);
  makeFolders(dirname(folder));
  const draft = `${folder}.${randomName()}`;
  let [count, bytes] = [0, 0];
  const made = new Set<string>();
  const write = ([path, text]: SiteFile): void => {
    const target = join(draft, path);
    if (!made.has(dirname(target))) mkdirSync(dirname(target), { recursive: true });
    made.add(dirname(target));
    writeFileSync(target, text);
    count++;
    bytes += Buffer.byteLength(text);
  };
  try {
    for (const file of assets()) write(file);
    for (const file of files) write(file);
    write([sign, signText]);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return { files: count, bytes };
};

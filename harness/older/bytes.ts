import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogAt } from "../bisect/compilers.ts";
import { select } from "../engine/select.ts";
import type { Work } from "../engine/with-work.ts";
import { withWorkshop } from "../engine/workshop.ts";
import { digest } from "../host/digest.ts";
import { makeFolders, writeAtomic } from "../host/files.ts";
import { hexOf } from "../model/digest.ts";
import { GatehouseError } from "../model/errors.ts";
import type { OlderArtifact } from "../model/generated/artifacts.ts";
import { parseRoute } from "../model/ids.ts";
import { parseFilter } from "../plan/filter.ts";
import { everything, profiles } from "../plan/profile.ts";

const nameOf = ({ workload, route, package: id, version }: OlderArtifact): string => `${workload},${route} by ${id} ${version}`;

/** Files of a folder by the digest of their bytes, as far as they are programs. */
export const programsIn = (folder: string | undefined): ReadonlyMap<string, string> => {
  if (folder === undefined) return new Map();
  if (!existsSync(folder)) throw new GatehouseError("older/folder", `there is no folder ${folder}`, { hint: "name one with .wasm files: --from FOLDER" });
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith(".wasm"));
  return new Map(paths.map((entry) => join(entry.parentPath, entry.name)).map((path) => [digest(readFileSync(path)), path]));
};

const build = async (work: Work, entry: OlderArtifact): Promise<Uint8Array> => {
  const refuse = (why: string): GatehouseError =>
    new GatehouseError("older/not-built", `${nameOf(entry)} cannot be built: ${why}`, { hint: "give its bytes: --from FOLDER", exitCode: 3 });
  const catalog = await catalogAt(work.session, parseRoute(entry.route), entry.package, entry.version);
  if ("why" in catalog) throw refuse(catalog.why);
  const own = { ...work, session: { ...work.session, catalog } };
  const terms = [`workload=${entry.workload}`, `route=${entry.route}`];
  const selection = await select(own.session, { ...everything, kinds: profiles.deep.kinds }, parseFilter(terms), work.progress);
  const cell = selection.cells.find(({ id, inexpressible }) => id.workload === entry.workload && inexpressible === undefined);
  if (!cell) throw refuse("no lane here runs it");
  return withWorkshop(own, selection, [cell], { what: "the build", jobs: 1, buildSeconds: 30 }, async (workshop) => {
    const ready = await workshop.ready(cell);
    if ("why" in ready) throw refuse(ready.why);
    return readFileSync(ready.ready.programs[0].wasm);
  });
};

/**
 * The bytes of an artifact: those of a folder, of an earlier time, or built anew by the toolchain that made it. Throws a GatehouseError where they
 * cannot be had, or are others than its digest says.
 */
export const bytesOf = async (work: Work, entry: OlderArtifact, given: ReadonlyMap<string, string>): Promise<Uint8Array> => {
  const folder = join(work.session.store, "older");
  const kept = join(folder, `${hexOf(entry.digest)}.wasm`);
  const path = given.get(entry.digest) ?? (existsSync(kept) ? kept : undefined);
  const bytes = path === undefined ? await build(work, entry) : readFileSync(path);
  const own = digest(bytes);
  if (own !== entry.digest)
    throw new GatehouseError("older/digest", `${nameOf(entry)} is ${own}, not ${entry.digest}`, {
      hint: "write that digest into results/artifacts.toml if it is the program that you mean, or give the bytes: --from FOLDER",
    });
  makeFolders(folder);
  if (path !== kept) writeAtomic(kept, bytes);
  return bytes;
};

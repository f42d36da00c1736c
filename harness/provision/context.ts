import type { Evidence } from "../model/generated/journal.ts";
import type { Package } from "../model/generated/package.ts";
import type { PackageState } from "../model/provisioned.ts";

/** What provisioning works with. */
export interface ProvisionContext {
  /** The private store's folder. */
  readonly store: string;
  readonly signal: AbortSignal | undefined;
  /** Called as a package is begun and ended, for progress. */
  readonly notify: (event: { readonly package: string; readonly state: "start" | "done" }) => void;
}

/** The same, while one package is installed. */
export interface InstallContext extends ProvisionContext {
  /** For which architecture; where it is not this machine's, for Linux. */
  readonly architecture: string;
  /** Gets the packages that build this one. */
  readonly taken: () => Promise<readonly PackageState[]>;
}

/** Fills a folder with a package; the evidence of what is missing where that cannot be done. Its result is pinned by `digest`. */
export type Installer<P extends Package> = (
  spec: P,
  folder: string,
  context: InstallContext,
  manifest: string,
) => Promise<{ readonly digest: string } | { readonly missing: Evidence }>;

export const missing = (name: string, info: string, hint: string): { missing: Evidence } => ({
  missing: { name, pass: false, info: info.trim().slice(-600), hint },
});

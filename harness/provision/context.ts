import { runTool, type ToolResult } from "../host/tool.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { Package } from "../model/generated/package.ts";
import type { PackageState, Provisioned } from "../model/provisioned.ts";

/**
 * Runs a program that a manifest names: it reads its packages and `reads`, changes `writable`, and has nothing else of this machine. It fails as a
 * result, not as an exception; `signal` ends it.
 */
export type ContainedTool = (
  argv: readonly string[],
  how: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly timeoutMs: number;
    readonly packages: readonly Provisioned[];
    readonly reads: readonly string[];
    readonly writable: readonly string[];
    readonly signal: AbortSignal | undefined;
  },
) => Promise<ToolResult>;

/** What provisioning works with. */
export interface ProvisionContext {
  /** The private store's folder. */
  readonly store: string;
  readonly signal: AbortSignal | undefined;
  /** Runs what manifests name, clients of registries excepted; absent: nothing contains it. */
  readonly tool?: ContainedTool;
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

/** What runs the programs that manifests name. */
export const toolOf = ({ tool }: Pick<ProvisionContext, "tool">): ContainedTool => tool ?? ((argv, how) => runTool(argv, how));

export const missing = (name: string, info: string, hint: string): { missing: Evidence } => ({
  missing: { name, pass: false, info: info.trim().slice(-600), hint },
});

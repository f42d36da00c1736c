import type { Evidence } from "./generated/journal.ts";

/** A package that can be used. */
export interface Provisioned {
  readonly ok: true;
  readonly id: string;
  readonly folder: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly digest: string;
  readonly origin: "store" | "path";
}

/** A package that cannot be had here, with what is missing and what to do about it. */
interface Missing {
  readonly ok: false;
  readonly id: string;
  readonly evidence: readonly Evidence[];
}

export type PackageState = Provisioned | Missing;

/** What is missing of several packages; nothing where all can be used. */
export const missingOf = (states: readonly PackageState[]): Evidence[] => states.flatMap((state) => (state.ok ? [] : [...state.evidence]));

/** What `{package.ID}` and `{bin.NAME}` stand for, and the environment that these packages need. */
export const placeholderValues = (packages: readonly Provisioned[]): { values: Record<string, string>; env: Record<string, string> } => {
  const values: Record<string, string> = {};
  const env: Record<string, string> = {};
  for (const pack of packages) {
    values[`package.${pack.id}`] = pack.folder;
    for (const [name, path] of Object.entries(pack.bin)) values[`bin.${name}`] = path;
    Object.assign(env, pack.env);
  }
  return { values, env };
};

import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Provisioned } from "../model/provisioned.ts";
import { shellLine } from "../model/text.ts";

// npm puts the programs of what it installs there.
const folders = ({ bin, folder }: Provisioned): string[] => [...Object.values(bin).map(dirname), join(folder, "node_modules/.bin")].filter(existsSync);

/**
 * Lines for a POSIX shell that put the programs of packages on its PATH, with the environment that they need. What this machine has stays as it is.
 * Where several packages give a list of folders the same name, the lists are joined.
 */
export const shellLines = (packages: readonly Provisioned[]): string[] => {
  const stored = packages.filter(({ origin }) => origin === "store");
  const path = [...new Set(stored.flatMap(folders))];
  const env = new Map<string, string>();
  for (const [name, value] of stored.flatMap((pack) => Object.entries(pack.env))) {
    const before = env.get(name);
    env.set(name, before === undefined || !name.endsWith("PATH") ? value : before.split(delimiter).includes(value) ? before : `${before}${delimiter}${value}`);
  }
  return [
    ...(path.length > 0 ? [`export PATH=${shellLine([path.join(delimiter)])}${delimiter}"$PATH"`] : []),
    ...[...env].map(([name, value]) => `export ${name}=${shellLine([value])}`),
  ];
};

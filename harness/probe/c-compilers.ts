import type { Catalog } from "../model/catalog.ts";
import { fillWords } from "../model/placeholders.ts";
import { missingOf, type Provisioned, placeholderValues } from "../model/provisioned.ts";
import type { Provisioner } from "../provision/provision.ts";

/** Argvs that compile C files to static programs, by what languages provide (`static-c`): they help where the machine has no compiler. */
export const provisionedCompilers = async (catalog: Catalog, provisioner: Provisioner): Promise<string[][]> => {
  const found = await Promise.all(
    [...catalog.languages.values()].map(async ({ folder, manifest }) => {
      const own = manifest["static-c"];
      if (!own) return [];
      const states = await provisioner.all(manifest.package ?? {}, own.packages, folder);
      if (missingOf(states).length > 0) return [];
      return [fillWords(own.argv, { ...placeholderValues(states as Provisioned[]).values, manifest: folder })];
    }),
  );
  return found.flat();
};

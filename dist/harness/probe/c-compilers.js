import { fillWords } from "../model/placeholders.js";
import { missingOf, placeholderValues } from "../model/provisioned.js";
/** Argvs that compile C files to static programs, by what languages provide (`static-c`): they help where the machine has no compiler. */
export const provisionedCompilers = async (catalog, provisioner) => {
    const found = await Promise.all([...catalog.languages.values()].map(async ({ folder, manifest }) => {
        const own = manifest["static-c"];
        if (!own)
            return [];
        const states = await provisioner.all(manifest.package ?? {}, own.packages, folder);
        if (missingOf(states).length > 0)
            return [];
        return [fillWords(own.argv, { ...placeholderValues(states).values, manifest: folder })];
    }));
    return found.flat();
};

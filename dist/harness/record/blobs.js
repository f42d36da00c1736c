import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hexOf } from "../model/digest.js";
/** The bytes of a stream that a run kept beside its journal; undefined where they were not kept, or are not there any more. */
export const readBlob = (journal, { blob, digest }) => {
    const path = join(dirname(journal), "blobs", hexOf(digest));
    return blob && existsSync(path) ? readFileSync(path) : undefined;
};

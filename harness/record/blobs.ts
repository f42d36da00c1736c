import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hexOf } from "../model/digest.ts";
import type { StreamFact } from "../model/generated/journal.ts";

/** The bytes of a stream that a run kept beside its journal; undefined where they were not kept, or are not there any more. */
export const readBlob = (journal: string, { blob, digest }: Pick<StreamFact, "blob" | "digest">): Buffer | undefined => {
  const path = join(dirname(journal), "blobs", hexOf(digest));
  return blob && existsSync(path) ? readFileSync(path) : undefined;
};

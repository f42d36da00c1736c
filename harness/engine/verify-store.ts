import { existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { inspectArtifact } from "../build/artifact.ts";
import { randomName } from "../host/digest.ts";
import { inspectInstalled } from "../host/installed.ts";
import { describeDifference, inspectSeal, isSealed } from "../host/seal.ts";
import type { StoreFindings } from "../model/inspection.ts";
import type { Progress } from "../report/progress.ts";

/** Where repairing puts what was changed, for whoever finds out by whom. */
const aside = "changed";

/** What is wrong with a folder of one kind, read by content; undefined where nothing is. */
type Look = (folder: string) => Promise<string | undefined>;

const sealed: Look = async (folder) => describeDifference(folder, await inspectSeal(folder, "contents"));

const looks: Readonly<Record<string, Look>> = {
  packages: async (folder) => describeDifference(folder, await inspectInstalled(folder, "contents")),
  artifacts: async (folder) => {
    const found = inspectArtifact(folder);
    return "differs" in found ? `${folder} does not hold what was built: ${found.differs}` : undefined;
  },
  ...{ candidates: sealed, catalog: sealed, initramfs: sealed, launch: sealed, machines: sealed, prepared: sealed },
};

const isMade = (name: string): boolean => !name.startsWith(".");

// Folders of an older Gatehouse, which nobody uses any more, have no seal.
const hasSeal = (kind: string, folder: string): boolean => looks[kind] !== sealed || isSealed(folder);

/**
 * Reads all that the store holds, and tells what is not what was put there. `repair` moves that aside, so that it is installed or made again when it
 * is next used. The progress counts folders.
 */
export const verifyStore = async (store: string, repair: boolean, progress: Progress): Promise<StoreFindings> => {
  const folders = Object.keys(looks).flatMap((kind) => {
    const parent = join(store, kind);
    const names = existsSync(parent) ? readdirSync(parent).filter(isMade).sort() : [];
    return names.map((name) => ({ kind, folder: join(parent, name) })).filter((each) => hasSeal(each.kind, each.folder));
  });
  const changed: { what: string; moved?: string }[] = [];
  progress.expect("verify", folders.length, 0.1);
  for (const { kind, folder } of folders) {
    progress.done("verify", `${kind}/${basename(folder)}`);
    const what = await (looks[kind] as Look)(folder).catch((error: Error) => error.message);
    if (what === undefined) continue;
    const moved = join(store, aside, `${kind}-${basename(folder)}-${randomName()}`);
    if (repair) {
      mkdirSync(join(store, aside), { recursive: true });
      renameSync(folder, moved);
    }
    changed.push({ what, ...(repair ? { moved } : {}) });
  }
  progress.clear();
  return { store, read: folders.length, changed };
};

import { statfsSync } from "node:fs";
import { exitCodes, GatehouseError } from "../model/errors.ts";

interface SystemError extends NodeJS.ErrnoException {
  readonly dest?: string;
}

const room = "free some room there; GATEHOUSE_STORE=FOLDER names another store";
const rights = "make it writable for this user, or name another place: GATEHOUSE_STORE=FOLDER for the store, -C FOLDER for the project";
const descriptors = "allow more, e.g. `ulimit -n 4096`, or run fewer at once: --jobs 1";

/** What the machine refuses, by the system's own code, and what to do. */
const faults: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  ENOSPC: ["there is no space left", room],
  EDQUOT: ["this user's share of the disk is used up", room],
  EFBIG: ["a file may not become that large", "allow larger files: `ulimit -f unlimited`"],
  EROFS: ["the file system is read-only", rights],
  EACCES: ["this user may not do that", rights],
  EPERM: ["this user may not do that", rights],
  EMFILE: ["too many files are open", descriptors],
  ENFILE: ["too many files are open on this machine", descriptors],
  ENOMEM: ["there is no memory left", "run fewer at once: --jobs 1"],
  EAGAIN: ["there are too many processes", "allow more, e.g. `ulimit -u 4096`, or run fewer at once: --jobs 1"],
  EIO: ["the disk cannot be read or written", "look into the system's log: the disk may fail"],
  ENOTDIR: ["a file stands where a folder has to be", "move it away"],
  EISDIR: ["a folder stands where a file has to be", "move it away"],
  ELOOP: ["links lead in a circle", "remove one of them"],
  ENAMETOOLONG: ["a path is too long", "use a folder with a shorter path"],
  ERR_FS_FILE_TOO_LARGE: ["a file has more than 2 GiB", "use a smaller one"],
};

/** A disk counts as full below so many bytes, or so many files. */
const least = { bytes: 16 << 20, files: 64 };

/**
 * Throws a GatehouseError `machine/enospc` if the disk of a folder is full: asked where a tool has failed, since what it says of a full disk is its own, and
 * neither a compiler nor an engine is to blame. Of a file system that does not tell its files, only the bytes count.
 */
export const checkRoom = (folder: string, { bytes, files } = least): void => {
  const { bavail, bsize, files: all, ffree } = statfsSync(folder);
  if (bavail * bsize >= bytes && (all === 0 || ffree >= files)) return;
  throw new GatehouseError("machine/enospc", `${folder}: there is no space left`, { hint: room, exitCode: exitCodes.harness });
};

/** A fault of the machine as an error with one line and exit code 3; undefined where it is none, but a fault of the harness. */
export const machineFault = (error: unknown): GatehouseError | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { code = "", path, dest, syscall } = error as SystemError;
  const [what, hint] = faults[code] ?? [];
  if (what === undefined || hint === undefined) return undefined;
  const where = dest ?? path;
  const doing = syscall === undefined ? "" : ` (${syscall})`;
  return new GatehouseError(
    `machine/${code
      .toLowerCase()
      .replace(/^err_fs_/, "")
      .replaceAll("_", "-")}`,
    `${where === undefined ? "" : `${where}: `}${what}${doing}`,
    {
      hint,
      exitCode: exitCodes.harness,
      cause: error,
    },
  );
};

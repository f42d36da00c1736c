import { address } from "memory";
import { fd_fdstat_get, fd_prestat_get, fd_read, fd_write } from "wasi_snapshot_preview1";

const firstPreopened = 3;
const last = 64;

/** Whether a descriptor that nobody gave out answers. */
function answers(fd: number): boolean {
  const [byte, size] = [new Uint8Array(1), new Uint32Array(1)];
  const piece = Uint32Array.of(address(byte), byte.length);
  const stat = new Uint8Array(24);
  return [fd_read(fd, piece, 1, size), fd_write(fd, piece, 1, size), fd_fdstat_get(fd, stat), fd_prestat_get(fd, stat)].includes(0);
}

function descriptors(): void {
  for (let fd = firstPreopened + 1; fd <= last; fd++) if (answers(fd)) return;
  throw Object.assign(new Error("bad-descriptor"), { payload: "bad-descriptor" });
}

/** What is there beside files: preview 1 has numbers to guess, and nothing that connects. */
export const beyond = { descriptors };

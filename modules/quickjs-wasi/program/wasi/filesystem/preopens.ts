import { decode } from "memory";
import { fd_fdstat_get, fd_prestat_dir_name, fd_prestat_get } from "wasi_snapshot_preview1";
import { check } from "../errors.js";
import { Handle } from "../handle.js";
import { Descriptor } from "./types.js";

const firstAfterStandardStreams = 3;

/** The folders that the program was given. A listening socket may stand between them. */
export function getDirectories(): [directory: Descriptor, name: string][] {
  const found: [Descriptor, string][] = [];
  for (let fd = firstAfterStandardStreams; fd_fdstat_get(fd, new Uint8Array(24)) === 0; fd++) {
    const given = new Uint32Array(2);
    if (fd_prestat_get(fd, given) !== 0) continue;
    const name = new Uint8Array(given[1] as number);
    check(fd_prestat_dir_name(fd, name, name.length));
    found.push([new Descriptor(new Handle(fd)), decode(name)]);
  }
  return found;
}

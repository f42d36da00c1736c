import { join } from "node:path";
import { expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { foreignImports, lackingImports, newestImport } from "./imports.ts";

const targets = (await loadCatalog(join(import.meta.dirname, "../.."))).targets;

test.each([
  ["wasip1", "wasi_snapshot_preview1#fd_write"],
  ["wasip1", "wasi_snapshot_preview1#args_sizes_get"],
  ["wasip1", "wasi_snapshot_preview1#sock_accept"],
  ["wasip2", "wasi:cli/environment@0.2.0"],
  ["wasip2", "wasi:http/outgoing-handler@0.2.12"],
])("every host of %s provides %s", (target, name) => {
  expect(foreignImports(targets.get(target), [name])).toEqual([]);
});

test.each([
  ["wasip1", "env#abort"],
  ["wasip1", "wasi_snapshot_preview1#sock_connect"],
  ["wasip1", "wasi_snapshot_preview1#fd_write2"],
  ["wasip1", "xwasi_snapshot_preview1#fd_write"],
  ["wasip1", "wasi_snapshot_preview1"],
  ["wasip2", "wasi:cli/environment@0.3.0"],
  ["wasip2", "wasi:nn/tensor@0.2.0"],
  ["wasip2", "wasi_snapshot_preview1#fd_write"],
])("no host of %s has to provide %s", (target, name) => {
  expect(foreignImports(targets.get(target), [name])).toEqual([name]);
});

test("preview 1 has 46 functions", () => {
  const verbs = [
    ...["args_get", "args_sizes_get", "environ_get", "environ_sizes_get", "clock_res_get", "clock_time_get", "fd_advise", "fd_allocate", "fd_close"],
    ...["fd_datasync", "fd_fdstat_get", "fd_fdstat_set_flags", "fd_fdstat_set_rights", "fd_filestat_get", "fd_filestat_set_size"],
    ...["fd_filestat_set_times", "fd_pread", "fd_prestat_get", "fd_prestat_dir_name", "fd_pwrite", "fd_read", "fd_readdir", "fd_renumber", "fd_seek"],
    ...["fd_sync", "fd_tell", "fd_write", "path_create_directory", "path_filestat_get", "path_filestat_set_times", "path_link", "path_open"],
    ...["path_readlink", "path_remove_directory", "path_rename", "path_symlink", "path_unlink_file", "poll_oneoff", "proc_exit", "proc_raise"],
    ...["sched_yield", "random_get", "sock_accept", "sock_recv", "sock_send", "sock_shutdown"],
  ];
  expect(verbs).toHaveLength(46);
  expect(
    foreignImports(
      targets.get("wasip1"),
      verbs.map((name) => `wasi_snapshot_preview1#${name}`),
    ),
  ).toEqual([]);
});

test("of a target without a file nothing is said", () => {
  expect(foreignImports(undefined, ["env#abort"])).toEqual([]);
});

test.each([
  ["wasip1", ["wasi_snapshot_preview1#random_get"], ["random", "clocks"], ["clocks"]],
  ["wasip1", ["wasi_snapshot_preview1#fd_write", "wasi_snapshot_preview1#fd_read"], ["stdin", "stdout", "stderr"], []],
  ["wasip1", ["wasi_snapshot_preview1#sock_accept"], ["udp", "dns", "http.serve", "sockets.connect"], ["udp", "dns", "http.serve", "sockets.connect"]],
  ["wasip2", ["wasi:sockets/udp@0.2.3"], ["udp", "dns"], ["dns"]],
  ["wasip2", [], ["memory.grow", "exceptions", "traps", "exit-status"], []],
] as const)("of %s an artifact that imports %j lacks, of %j, %j", (target, imports, needs, lacks) => {
  expect(lackingImports(targets.get(target), imports, needs)).toEqual(lacks);
  expect(lackingImports(undefined, imports, needs)).toEqual([]);
});

test.each([
  [["wasi:cli/environment@0.2.6", "wasi:cli/stdout@0.3.2", "wasi:io/error@0.2.12", "wasi:cli/types@0.3.2"], "wasi:cli/stdout@0.3.2"],
  [["wasi_snapshot_preview1#fd_write"], undefined],
  [["plain", "wasi:cli/stdout@latest"], undefined],
  [[], undefined],
])("of %j the newest interface is %s", (imports, newest) => {
  expect(newestImport(imports)).toBe(newest);
});

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Call } from "../model/generated/trace.ts";

type Read = ((text: string) => readonly Call[]) & { readonly omits: (call: Call) => boolean };
const readerOf = async (runtime: string): Promise<Read> =>
  ((await import(join(import.meta.dirname, runtime, "trace.mjs"))) as { readonly default: Read }).default;

const wiggle = (name: string, text: string): string =>
  `2026-11-29T16:34:00.890997Z TRACE wiggle abi{module="wasi_snapshot_preview1" function="${name}"}: wasmtime_wasi::p1::wasi_snapshot_preview1: ${text}\n`;
const bindgen = (name: string, text: string): string =>
  `2026-11-29T16:34:00.890997Z TRACE wit-bindgen import{module="types" function="${name}"}: wasmtime_wasi::p2::bindings::async_io::wasi::filesystem::types: ${text}\n`;

describe("what wasmtime logs", async () => {
  const read = await readerOf("wasmtime");

  test("calls of preview 1, with what they gave", () => {
    const text = [
      wiggle("path_open", "fd=Fd(3) dirflags=Lookupflags(SYMLINK_FOLLOW) path=*guest 0x64/5 oflags=Oflags(CREAT | EXCL) fdflags=Fdflags(0x0)"),
      wiggle("path_open", "result=Err(Error { inner: Noent\n\nStack backtrace:\n   0: anyhow"),
      "words of the guest without an end",
      wiggle("fd_seek", "fd=Fd(77) offset=-5 whence=End"),
      wiggle("fd_seek", "result=Ok(12)"),
      wiggle("fd_write", "fd=Fd(1) iovs=*guest 0x0/1"),
    ].join("");
    expect(read(text)).toEqual([
      { call: "path_open", args: { fd: 3, lookupflags: ["symlink_follow"], oflags: ["creat", "excl"], fdflags: [] }, errno: "noent" },
      { call: "fd_seek", args: { fd: 77, offset: -5, whence: "end" }, errno: "success", result: { position: 12 } },
      { call: "fd_write", args: { fd: 1 } },
    ]);
    expect(read(wiggle("proc_exit", "rval=3") + wiggle("proc_exit", "result=Exited with i32 exit status 3"))).toEqual([
      { call: "proc_exit", args: { rval: 3 }, errno: "exit" },
    ]);
  });

  test("calls of WASI 0.2 by their interface", () => {
    const text = [
      bindgen("[method]descriptor.open-at", "call self_=Resource"),
      bindgen("[method]descriptor.open-at", "return result=Err(no-entry (error 1))"),
      bindgen("[method]descriptor.sync", "call"),
      bindgen("[method]descriptor.sync", "return result=Ok(())"),
    ].join("");
    expect(read(text)).toEqual([
      { call: "wasi:filesystem/types#[method]descriptor.open-at", errno: "no-entry" },
      { call: "wasi:filesystem/types#[method]descriptor.sync", errno: "success" },
    ]);
    expect(read.omits({ call: "wasi:filesystem/types#[resource-drop]descriptor" })).toBe(true);
  });

  test("a guest's own words are no calls", () => {
    expect(read("hello\nTRACE something else\n")).toEqual([]);
  });
});

describe("what wazero logs", async () => {
  const read = await readerOf("wazero");

  test("calls with what they gave", () => {
    const text = `--> .$5()
\t==> wasi_snapshot_preview1.path_open(fd=3,dirflags=SYMLINK_FOLLOW,path=a,b=c,oflags=,fs_rights_base=FD_WRITE,fs_rights_inheriting=,fdflags=APPEND|NONBLOCK)
\t<== (opened_fd=,errno=ENOENT)
\t==> wasi_snapshot_preview1.fd_seek(fd=77,offset=-5,whence=2)
\t<== (newoffset=9,errno=ESUCCESS)
\t==> wasi_snapshot_preview1.fd_prestat_get(fd=3)
\t<== (prestat={pr_name_len=1},errno=ESUCCESS)
\t==> wasi_snapshot_preview1.args_sizes_get(result.argc=16777208,result.argv_len=16777212)
\t<== errno=ESUCCESS
guest\t==> no call
\t==> wasi_snapshot_preview1.proc_exit(rval=3)
`;
    expect(read(text)).toEqual([
      {
        call: "path_open",
        args: { fd: 3, lookupflags: ["symlink_follow"], path: "a", b: "c", oflags: [], base: ["fd_write"], inheriting: [], fdflags: ["append", "nonblock"] },
        errno: "noent",
      },
      { call: "fd_seek", args: { fd: 77, offset: -5, whence: "end" }, errno: "success", result: { position: 9 } },
      { call: "fd_prestat_get", args: { fd: 3 }, errno: "success" },
      { call: "args_sizes_get", args: {}, errno: "success" },
      { call: "proc_exit", args: { rval: 3 }, errno: "exit" },
    ]);
  });

  test("it is known to leave out the standard streams", () => {
    expect([read.omits({ call: "fd_write", args: { fd: 1 } }), read.omits({ call: "fd_write", args: { fd: 4 } }), read.omits({ call: "sched_yield" })]).toEqual(
      [true, false, false],
    );
  });
});

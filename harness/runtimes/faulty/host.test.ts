import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import wabt from "wabt";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-faulty-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const path = (at: number, text: string): string => `(data (i32.const ${at}) "${text}")`;
// Each call writes its error as a byte at 512 and on; the memory from 512 to 2048 is the output, so all that the host gave is compared.
const calls = [
  "(call $args_sizes_get (i32.const 600) (i32.const 604))",
  "(call $path_open (i32.const 3) (i32.const 0) (i32.const 100) (i32.const 4) (i32.const 1) (i64.const 102) (i64.const 0) (i32.const 0) (i32.const 608))",
  "(call $fd_write (i32.load (i32.const 608)) (i32.const 0) (i32.const 1) (i32.const 612))",
  "(call $fd_seek (i32.load (i32.const 608)) (i64.const -2) (i32.const 1) (i32.const 616))",
  "(call $fd_read (i32.load (i32.const 608)) (i32.const 8) (i32.const 1) (i32.const 624))",
  "(call $fd_tell (i32.load (i32.const 608)) (i32.const 632))",
  "(call $fd_tell (i32.const 99) (i32.const 640))",
  "(call $path_open (i32.const 3) (i32.const 0) (i32.const 110) (i32.const 4) (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 648))",
  "(call $path_unlink_file (i32.const 3) (i32.const 100) (i32.const 4))",
  "(call $path_unlink_file (i32.const 3) (i32.const 100) (i32.const 4))",
];
const imports: Readonly<Record<string, string>> = {
  args_sizes_get: "i32 i32",
  path_open: "i32 i32 i32 i32 i32 i64 i64 i32 i32",
  fd_write: "i32 i32 i32 i32",
  fd_seek: "i32 i64 i32 i32",
  fd_read: "i32 i32 i32 i32",
  fd_tell: "i32 i32",
  path_unlink_file: "i32 i32 i32",
};
const guest = `(module
  ${Object.entries(imports)
    .map(([name, words]) => `(import "wasi_snapshot_preview1" "${name}" (func $${name} (param ${words}) (result i32)))`)
    .join("\n  ")}
  (memory (export "memory") 2)
  ${path(0, "\\64\\00\\00\\00\\04\\00\\00\\00\\00\\03\\00\\00\\10\\00\\00\\00\\00\\02\\00\\00\\00\\06\\00\\00")}
  ${path(100, "made")}${path(110, "none")}
  (func (export "_start")
    ${calls.map((call, index) => `(i32.store8 (i32.const ${512 + index}) ${call})`).join("\n    ")}
    (drop (call $fd_write (i32.const 1) (i32.const 16) (i32.const 1) (i32.const 2048)))))`;

const write = async (name: string, text: string): Promise<string> => {
  const file = join(scratch, name);
  writeFileSync(file, new Uint8Array((await wabt()).parseWat(name, text).toBinary({}).buffer));
  return file;
};

const run = (host: string, wasm: string, ...options: string[]): { code: number | null; output: Buffer } => {
  const folder = mkdtempSync(join(scratch, "data-"));
  mkdirSync(join(folder, "d"));
  const script = join(import.meta.dirname, "..", host);
  const { status, stdout } = spawnSync(process.execPath, [
    "--disable-warning=ExperimentalWarning",
    script,
    ...options,
    `--dir=${folder}/d::/d`,
    wasm,
    "a",
    "b",
  ]);
  return { code: status, output: stdout };
};

test("without a fault a guest gets what node:wasi gives; with one it does not", async () => {
  const wasm = await write("guest.wasm", guest);
  const plain = run("node-wasi/host.mjs", wasm);
  expect([...plain.output.subarray(0, calls.length)]).toEqual([0, 0, 0, 0, 0, 0, 8, 44, 0, 44]);
  expect(plain.output).toHaveLength(1536);
  expect(run("faulty/module.mjs", wasm)).toEqual(plain);
  for (const fault of ["fd-tell-zero", "fd-seek-from-position-is-start", "path-open-missing-acces", "args-sizes-get-one-less"])
    expect(run("faulty/module.mjs", wasm, `--fault=${fault}`), fault).not.toEqual(plain);
});

const server = `(module
  (import "wasi_snapshot_preview1" "sock_accept" (func $accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_recv" (func $recv (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_send" (func $send (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_shutdown" (func $shutdown (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  ${path(0, "\\64\\00\\00\\00\\10\\00\\00\\00")}
  (func (export "_start")
    (if (call $accept (i32.const 3) (i32.const 0) (i32.const 20)) (then (call $exit (i32.const 11))))
    (if (call $recv (i32.load (i32.const 20)) (i32.const 0) (i32.const 1) (i32.const 1) (i32.const 24) (i32.const 28)) (then (call $exit (i32.const 12))))
    (if (call $recv (i32.load (i32.const 20)) (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 4) (i32.const 28)) (then (call $exit (i32.const 13))))
    (if (i32.ne (i32.load (i32.const 24)) (i32.load (i32.const 4))) (then (call $exit (i32.const 14))))
    (if (call $send (i32.load (i32.const 20)) (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 24)) (then (call $exit (i32.const 15))))
    (if (call $shutdown (i32.load (i32.const 20)) (i32.const 2)) (then (call $exit (i32.const 16))))))`;

test("a preopened socket accepts, peeks, receives, sends and is shut", async () => {
  const wasm = await write("server.wasm", server);
  const { spawn } = await import("node:child_process");
  const address = "127.61.16.1:20161";
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "module.mjs"), `--listen=${address}`, wasm]);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [host, port] = address.split(":") as [string, string];
  const answer = await new Promise<string>((resolve) => {
    let text = "";
    const again = (): void => {
      const socket = connect({ host, port: Number(port) }, () => socket.write("hello"));
      socket.on("error", () => setTimeout(again, 20));
      socket.on("data", (part) => {
        text += part;
      });
      socket.on("end", () => resolve(text));
    };
    again();
  });
  expect([answer, await ended]).toEqual(["hello", 0]);
});

test("the hosts that it stands around are those of the runtimes", () => {
  const scripts = ["module.mjs", "component.mjs"].map((name) => readFileSync(join(import.meta.dirname, name), "utf8"));
  expect(scripts.map((text) => /^await import\("(.*)"\)/m.exec(text)?.[1])).toEqual(["../node-wasi/host.mjs", "../jco/host.mjs"]);
});

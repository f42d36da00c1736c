import { expect, test } from "vitest";
import type { Shrunk } from "../model/generated/shrink.ts";
import { shrunkLines } from "./shrink.ts";
import { styleOf } from "./style.ts";

const told: Shrunk = {
  cell: "exit-code/code-126,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64",
  failure: "exit: expected exit 126, found exit 1",
  passes: "wazero@1.12.0/nil:host-x86_64",
  before: { bytes: 24_018, functions: 61, arguments: 2, variables: 0, stdin: 4096, files: 3 },
  after: { bytes: 112, functions: 1, arguments: 2, variables: 0, stdin: 0, files: 1 },
  ...{ tried: 412, seconds: 21.4, notes: [], complete: true, run: "20261130T194255520Z-1a8e" },
  small: "shrunk-exit-code-code-126/code-126,prebuilt/as-is.wasip1,wasmtime@49.0.3/nil:host-x86_64",
  folder: "/home/ada/small",
};

test("a cell that was made smaller looks like this", () => {
  expect(shrunkLines(told, "small", styleOf(true)).join("\n")).toMatchInlineSnapshot(`
    "exit-code/code-126,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64
      fails by exit: expected exit 126, found exit 1
      passes in wazero@1.12.0/nil:host-x86_64, as the small one does
      program         24.0 kB  to  112 B
      functions            61  to      1
      arguments             2  to      2
      standard input   4.1 kB  to    0 B
      files                 3  to      1
      412 programs ran in 21 s

    small
      in every lane:  ./gatehouse --with small run --profile full workload=shrunk-exit-code-code-126
      to report it:   ./gatehouse --with small repro --run 20261130T194255520Z-1a8e shrunk-exit-code-code-126/code-126,prebuilt/as-is.wasip1,wasmtime@49.0.3/nil:host-x86_64"
  `);
});

test("what stays as it is, and a search that was interrupted, are told; there is no run to report then", () => {
  const { run: _, passes: __, ...rest } = told;
  const lines = shrunkLines({ ...rest, after: rest.before, notes: ["components stay"], complete: false }, "small", styleOf(true));
  expect(lines).toEqual(expect.arrayContaining(["  components stay", "  it was interrupted: this is the smallest so far", "small"]));
  expect(lines.join("\n")).not.toMatch(/passes in|to report it/);
});

test("colours change no text and no column", () => {
  const coloured = shrunkLines(told, "small", styleOf(false)).join("\n");
  expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(shrunkLines(told, "small", styleOf(true)).join("\n"));
});

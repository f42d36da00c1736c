import { expect, test } from "vitest";
import { signature } from "./signature.ts";

test("sizes, offsets and paths say nothing, exit codes and words do", () => {
  expect(signature("5 bytes, first difference at byte 3")).toBe(signature("40 bytes, first difference at byte 39"));
  expect(signature("found exit 1: /tmp/a/b/x.wasm: no file 7")).toBe(signature("found exit 1: /var/c/x.wasm: no file 8"));
  expect(signature("found exit 1")).not.toBe(signature("found exit 2"));
  expect(signature("found exit 1: sandbox")).not.toBe(signature("found exit 1: rename"));
});

test("a trap is its kind, in whatever words; what only speaks of one is not", () => {
  expect(signature("expected exit 0, found a trap (wasm error: unreachable)")).toBe(
    signature("passed, now fail by trap: expected exit 0, found a trap (unreachable)"),
  );
  expect(signature("found exit 1: unreachable host")).not.toBe("unreachable");
});

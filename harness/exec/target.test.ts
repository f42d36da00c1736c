import { expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { home } from "../host/home.ts";
import { targetOf } from "./target.ts";

const catalog = await loadCatalog(home, () => false);

test.each([
  ["wasip1", "module", ["wasi_snapshot_preview1#fd_write"]],
  // Its engine says what is missing.
  ["wasip1", "module", ["env#log"]],
  ["wasip1", "module", []],
  ["wasip2", "component", ["wasi:cli/stdout@0.2.3", "wasi:io/streams@0.2.3"]],
  ["wasip3", "component", ["wasi:cli/stdout@0.3.0"]],
  ["wasip3", "component", ["wasi:cli/environment@0.2.3", "wasi:cli/stdout@0.3.0"]],
] as const)("%s is the target of a %s that imports %j", (target, kind, imports) => {
  expect(targetOf(catalog, { kind, imports })).toBe(target);
});

test("a catalog without targets has none", () => {
  expect(targetOf({ targets: new Map() }, { kind: "module", imports: [] })).toBeUndefined();
});

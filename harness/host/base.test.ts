import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { baseFolder, packCatalog, unpackCatalog } from "./base.ts";
import { home } from "./home.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-base-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const facts = (folder: string, parts: readonly string[]): string[] =>
  parts.flatMap((part) =>
    readdirSync(join(folder, part), { recursive: true, encoding: "utf8" })
      .sort()
      .map((name) => {
        const path = join(folder, part, name);
        const status = lstatSync(path);
        const what = status.isSymbolicLink() ? readlinkSync(path) : status.isFile() ? readFileSync(path, "latin1") : "folder";
        return `${part}/${name} ${status.isFile() ? status.mode & 0o111 : ""} ${what}`;
      }),
  );

test("a catalog comes out of a package as it went in: bytes, links, modes", () => {
  const folder = join(scratch, "catalog");
  const packed = packCatalog(home);
  mkdirSync(folder);
  unpackCatalog(packed, folder);
  const parts = ["workloads/isolation", "workloads/http-server", "languages/rust", "targets", "harness/runtimes/wasmtime", "results/expectations"];
  expect(facts(folder, parts)).toEqual(facts(home, parts));
});

test("a checkout is its own catalog", async () => expect(await baseFolder(scratch)).toBe(home));

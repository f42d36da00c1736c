import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Provisioned } from "../model/provisioned.ts";
import { pathsOf, roomAt } from "./room.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "gatehouse-room-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const pack = (rest: Partial<Provisioned>): Provisioned => ({ ok: true, id: "p", folder, bin: {}, env: {}, digest: "sha256:1", origin: "path", ...rest });

test("a package of the store is read whole; of one of this machine only programs, what is installed with them, and folders of its environment", () => {
  for (const path of ["prefix/bin", "prefix/lib", "prefix/private", "links", "home"]) mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, "prefix/bin/tool"), "");
  symlinkSync("../prefix/bin/tool", join(folder, "links/second"));
  symlinkSync("second", join(folder, "links/first"));
  expect(pathsOf([pack({ origin: "store" })])).toEqual([folder]);
  const own = pack({ bin: { tool: join(folder, "links/first") }, env: { HOME_OF_TOOL: join(folder, "home"), FLAG: "yes", GONE: "/absent-folder" } });
  expect(pathsOf([own])).toEqual(["links/first", "links/second", "prefix/bin/tool", "prefix/lib", "home"].map((path) => join(folder, path)));
  expect(pathsOf([pack({ bin: { tool: "/absent/bin/tool" } })])).toEqual([]);
});

test("a room is bounded in bytes and in files", () => {
  expect(roomAt("/a")).toEqual({ at: "/a", bytes: 512 * 2 ** 20, files: 32_768 });
  expect(roomAt("/a", 5).bytes).toBe(5);
});

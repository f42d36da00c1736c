import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Target } from "../model/words.ts";
import { digestSources, filesOf, layOut, type Sources } from "./sources.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-sources-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (root: string, files: Readonly<Record<string, string>>): string => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, root, path)), { recursive: true });
    writeFileSync(join(folder, root, path), text);
  }
  return join(folder, root);
};

const sources = (target: Target, ...layers: readonly string[]): Sources => ({ layers, target });

let count = 0;
const laidOut = (from: Sources): Readonly<Record<string, string>> => {
  const into = join(folder, `laid-out-${count++}`);
  layOut(from, into);
  const files = readdirSync(into, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [join(parentPath, name).slice(into.length + 1), readFileSync(join(parentPath, name), "utf8")]).sort(),
  );
};

describe("sources", () => {
  test("a later layer's files win, and those of all are there", () => {
    const template = write("template", { "wit/world.wit": "template", "main.c": "template" });
    const port = write("port", { "main.c": "port", "deep/more.c": "port" });
    const into = join(folder, "changed");
    layOut(sources("wasip1", template, port), into);
    expect(laidOut(sources("wasip1", template, port))).toEqual({ "deep/more.c": "port", "main.c": "port", "wit/world.wit": "template" });
    writeFileSync(join(into, "main.c"), "changed by a build");
    expect(readFileSync(join(port, "main.c"), "utf8")).toBe("port");
  });

  test("a target's folder lies over the general one of each layer, for that target alone", () => {
    const module = write("m", { "sockets.rs": "of both", "lines.rs": "of both" });
    write("m.wasip2", { "sockets.rs": "of wasip2" });
    const port = write("p", { "main.rs": "of both" });
    write("p.wasip2", { "main.rs": "of wasip2", "more.rs": "of wasip2" });
    expect(laidOut(sources("wasip1", module, port))).toEqual({ "lines.rs": "of both", "main.rs": "of both", "sockets.rs": "of both" });
    expect(laidOut(sources("wasip2", module, port))).toEqual({
      "lines.rs": "of both",
      "main.rs": "of wasip2",
      "more.rs": "of wasip2",
      "sockets.rs": "of wasip2",
    });
  });

  test("a target's folder may stand alone, and a layer that is nowhere counts for nothing", () => {
    write("alone.wasip2", { "main.wat": "alone" });
    expect(laidOut(sources("wasip2", join(folder, "nowhere"), join(folder, "alone")))).toEqual({ "main.wat": "alone" });
    expect(laidOut(sources("wasip1", join(folder, "alone")))).toEqual({});
  });

  test("a role has its own files and what all share, of every layer", () => {
    const port = write("roles", { "http.rs": "shared", "main.rs": "shared", "client/main.rs": "client", "server/main.rs": "server" });
    write("roles.wasip2", { "http.rs": "of wasip2", "server/more.rs": "of wasip2" });
    const of = (target: Target, ...roles: [string, string]): Sources => ({ layers: [port], target, roles });
    expect(laidOut(of("wasip1", "client", "server"))).toEqual({ "http.rs": "shared", "main.rs": "client" });
    expect(laidOut(of("wasip2", "server", "client"))).toEqual({ "http.rs": "of wasip2", "main.rs": "server", "more.rs": "of wasip2" });
  });

  test("the digest is that of the files, wherever they come from; no other target or role moves it", () => {
    const port = write("digested", { "main.c": "1" });
    const [template] = [join(folder, "digested-template")];
    const digest = (): string => digestSources({ layers: [template, port], target: "wasip1", roles: ["one", "two"] });
    const digests = [digest()];
    write("digested-template", { "a.h": "1" });
    digests.push(digest());
    write("digested-template", { "a.h": "2" });
    digests.push(digest());
    write("digested", { "main.c": "2" });
    digests.push(digest());
    expect(new Set(digests).size).toBe(4);
    write("digested.wasip2", { "main.c": "3" });
    write("digested", { "two/main.c": "3", "a.h": "2" });
    write("digested-template", { "main.c": "covered" });
    expect(digest()).toBe(digests[3]);
    write("digested", { "one/main.c": "3" });
    expect(digest()).not.toBe(digests[3]);
  });

  test("files of an extension are found in every folder, sorted, and no others", () => {
    const root = write("listed", { "b.c": "", "a.c": "", "sub/z.c": "", "sub.c/d.c": "", "a.cc": "", ac: "", "c.h": "" });
    expect(filesOf(root, "c")).toEqual(["a.c", "b.c", "sub/z.c", "sub.c/d.c"]);
    expect(filesOf(root, "zig")).toEqual([]);
  });
});

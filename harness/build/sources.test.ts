import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { digestSources, filesOf, layOut, sourceFolders } from "./sources.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-sources-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (root: string, files: Readonly<Record<string, string>>): string => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, root, path)), { recursive: true });
    writeFileSync(join(folder, root, path), text);
  }
  return join(folder, root);
};

describe("sources", () => {
  test("a port's files win over the template's, and both are there", () => {
    const language = write("with", { "template/wit/world.wit": "template", "template/main.c": "template" });
    const port = write("port", { "main.c": "port", "deep/more.c": "port" });
    const folders = sourceFolders(language, port);
    const into = join(folder, "laid-out");
    layOut(folders, into);
    expect(["main.c", "wit/world.wit", "deep/more.c"].map((path) => readFileSync(join(into, path), "utf8"))).toEqual(["port", "template", "port"]);
    writeFileSync(join(into, "main.c"), "changed by a build");
    expect(readFileSync(join(port, "main.c"), "utf8")).toBe("port");
  });

  test("the digest follows the port and the template, also one that comes or goes", () => {
    const port = write("digested-port", { "main.c": "1" });
    const language = write("digested", { "language.toml": "not a source" });
    const digests = [digestSources(sourceFolders(language, port))];
    write("digested", { "template/a.h": "1" });
    digests.push(digestSources(sourceFolders(language, port)));
    write("digested", { "template/a.h": "2" });
    digests.push(digestSources(sourceFolders(language, port)));
    write("digested-port", { "main.c": "2" });
    digests.push(digestSources(sourceFolders(language, port)));
    expect(new Set(digests.map((each) => each.join())).size).toBe(4);
    write("digested", { "language.toml": "changed" });
    expect(digestSources(sourceFolders(language, port))).toEqual(digests[3]);
  });

  test("files of an extension are found in every folder, sorted, and no others", () => {
    const root = write("listed", { "b.c": "", "a.c": "", "sub/z.c": "", "sub.c/d.c": "", "a.cc": "", ac: "", "c.h": "" });
    expect(filesOf(root, "c")).toEqual(["a.c", "b.c", "sub/z.c", "sub.c/d.c"]);
    expect(filesOf(root, "zig")).toEqual([]);
  });
});

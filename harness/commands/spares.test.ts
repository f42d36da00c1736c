import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { gatehouse } from "../mini/cli.ts";
import { makeTree, openStore, removeStore, type Tree } from "../mini/tree.ts";

/** What is wrong, where it is written, and what is told of it. */
const broken: readonly (readonly [path: string, text: string, told: RegExp])[] = [
  ["languages/broken/language.toml", "id = ", /languages\/broken\/language\.toml:1:6: not TOML/],
  ["languages/empty/guide.md", "", /languages\/empty\/language\.toml: there is no such manifest/],
  ["workloads/empty/notes.md", "", /workloads\/empty\/workload\.toml: there is no such manifest/],
  ["workloads/hello/cobol/main.cob", "", /workloads\/hello\/cobol: cobol is not the name of a language/],
  ["harness/runtimes/other/runtime.toml", 'id = "other"\nzz = 1\n', /harness\/runtimes\/other\/runtime\.toml:.*unknown key "zz"|harness\/runtimes\/other/],
  ["harness/keeps/other/keep.toml", 'id = "other"\n', /harness\/keeps\/other\/keep\.toml/],
];

describe.skipIf(process.platform !== "linux")("what is wrong stops only what uses it", { timeout: 120_000 }, () => {
  const store = openStore();
  let tree: Tree;
  const own = ["workload=hello", "language=wat", "runtime=fake-honest", "keep=nil"];
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(tree.at(path)), { recursive: true });
    writeFileSync(tree.at(path), text);
  };

  beforeAll(() => {
    tree = makeTree(["honest"], store);
    // A file in the wrong place, and a port that has no files yet, are nobody's business.
    put("workloads/notes.txt", "hello");
    mkdirSync(tree.at("workloads/echo/wat.wasip2"));
  });
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  test("a language, a workload, a port, a runtime and a Keep are left out, and told", async () => {
    for (const [path, text] of broken) put(path, text);
    const { code, stderr, stdout } = await gatehouse(tree, ["run", ...own]);
    expect(code, stderr).toBe(0);
    for (const [, , told] of broken) expect(stderr).toMatch(new RegExp(`^left out, for nothing here uses it: .*(?:${told.source}).*\\[`, "m"));
    expect(stdout).toMatch(/^5 cells: 5 passed$/m);
    expect((await gatehouse(tree, ["matrix"])).stdout).toMatch(/^5 cells: 5 passed$/m);
    // Whoever asks for all of it uses it.
    const all = await gatehouse(tree, ["run"]);
    expect([all.code, all.stderr.match(/^error: /gm)]).toEqual([2, ["error: "]]);
  });

  describe("but never what lanes are tried with:", () => {
    let path = "";
    let before = "";
    afterEach(() => writeFileSync(tree.at(path), before));

    test.each(["workloads/must-trap/workload.toml", "languages/wat/language.toml"])("%s", async (file) => {
      [path, before] = [file, readFileSync(tree.at(file), "utf8")];
      writeFileSync(tree.at(file), `${before}\nzz = 1\n`);
      const { code, stderr } = await gatehouse(tree, ["run", "workload=hello", "language=assemblyscript,wat", "runtime=fake-honest", "keep=nil"]);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(new RegExp(`error: ${file}`)) });
    });
  });
});

import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { gatehouse } from "../mini/cli.ts";
import { makeTree, openStore, removeStore } from "../mini/tree.ts";

/** One way to break a manifest: the text that is replaced, and where and as what the error must be reported. */
interface Broken {
  readonly how: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly place: string;
  readonly says: RegExp;
}

const hello = "workloads/hello/workload.toml";
const fake = "harness/runtimes/fake-honest/runtime.toml";
const wat = "languages/wat/language.toml";

const ways: readonly Broken[] = [
  { how: "no TOML", file: hello, from: 'kind = "probe"', to: 'kind = "probe', place: `${hello}:3:14: not TOML`, says: /not TOML/ },
  {
    how: "an unknown key",
    file: hello,
    from: 'id = "line"',
    to: 'id = "line"\ncolour = "red"',
    place: `${hello}:8:1: /case/0/colour`,
    says: /unknown key|colour/,
  },
  { how: "a wrong type", file: hello, from: "seconds = 3", to: 'seconds = "3"', place: `${hello}:10:1: /case/0/seconds`, says: /number/ },
  { how: "an unknown capability", file: hello, from: '"stdout"]', to: '"stdoot"]', place: `${hello}:8:18: /case/0/needs/1`, says: /stdoot/ },
  { how: "what is missing", file: hello, from: 'title = "One line on standard output"\n', to: "", place: `${hello}:1:1`, says: /title/ },
  { how: "an id that is not the folder's", file: hello, from: 'id = "hello"', to: 'id = "hallo"', place: `${hello}:1:1: /id`, says: /"hello"/ },
];

/** What a schema cannot say. */
const lints: readonly Broken[] = [
  {
    how: "a file that is not there",
    file: hello,
    from: "expected/line.txt",
    to: "expected/lime.txt",
    place: `${hello}:6:1: /case/0`,
    says: /lime\.txt.*is not there/,
  },
  { how: "a file outside of it", file: hello, from: "expected/line.txt", to: "../echo/workload.toml", place: `${hello}:6:1: /case/0`, says: /leads out/ },
  { how: "an unknown placeholder", file: fake, from: '"{wasm}"', to: '"{wasn}"', place: `${fake}:8:1: /target/wasip1/mode/run`, says: /\{wasn\}/ },
  {
    how: "a broken regular expression",
    file: fake,
    from: "report = true",
    to: 'endings = [{ exit = 1, stderr = "^(fake", proof = "status", means = "trap" }]',
    place: `${fake}:12:24: /target/wasip1/endings/0/stderr`,
    says: /regular expression/i,
  },
  {
    how: "a package that is not there",
    file: wat,
    from: '["node", "tools"]',
    to: '["node", "tolls"]',
    place: `${wat}:20:1: /toolchain/wasm-tools/packages`,
    says: /tolls/,
  },
];

describe("a broken manifest is exit code 2, and one error that says where", () => {
  const store = openStore();
  afterAll(() => removeStore(store));

  const holds = async ({ file, from, to, place, says }: Broken): Promise<void> => {
    const tree = makeTree(["honest"], store);
    try {
      const text = readFileSync(tree.at(file), "utf8");
      expect(text).toContain(from);
      writeFileSync(tree.at(file), text.replace(from, to));
      const said = await gatehouse(tree, ["run"]);
      expect(said).toMatchObject({ code: 2, stdout: "" });
      const [error, hint, ...rest] = said.stderr.trimEnd().split("\n");
      expect(error).toContain(`error: ${place}`);
      expect(error).toMatch(says);
      expect(hint).toMatch(/^ {2}\S/);
      expect(rest).toEqual([]);
    } finally {
      tree.remove();
    }
  };

  test.each([...ways, ...lints])("$how", holds);

  test("a folder without a manifest, and a port of no language", async () => {
    const tree = makeTree(["honest"], store);
    try {
      rmSync(tree.at(hello));
      expect(await gatehouse(tree, ["run"])).toMatchObject({ code: 2, stderr: expect.stringContaining(`error: ${hello}: there is no such manifest`) });
      rmSync(tree.at("workloads/hello"), { recursive: true });
      rmSync(tree.at(wat));
      expect(await gatehouse(tree, ["run"])).toMatchObject({ code: 2, stderr: expect.stringContaining(`error: ${wat}: there is no such manifest`) });
      rmSync(tree.at("languages"), { recursive: true });
      expect(await gatehouse(tree, ["run"])).toMatchObject({ code: 2, stderr: expect.stringContaining("port/unknown-language") });
    } finally {
      tree.remove();
    }
  });

  test("a wrong workload that a filter leaves out is in nobody's way, but for who looks at all of them", async () => {
    const tree = makeTree(["honest"], store);
    try {
      const text = readFileSync(tree.at(hello), "utf8");
      writeFileSync(tree.at(hello), text.replace("seconds = 3", 'seconds = "3"'));
      const wrong = { code: 2, stdout: "", stderr: expect.stringContaining(`error: ${hello}:10:1`) };
      expect(await gatehouse(tree, ["run", "workload=echo", "--list"])).toMatchObject({ code: 0, stdout: expect.stringContaining("echo/") });
      for (const terms of [["workload=hello"], ["hello/line"], ["hello/*,*,*"], ["language=wat"], ["workload=e*", "workload=h*"]])
        expect(await gatehouse(tree, ["run", ...terms, "--list"])).toMatchObject(wrong);
      // A word that fits nothing read so far may be about what was not read.
      expect(await gatehouse(tree, ["run", "workload=echo", "capability=udp", "--list"])).toMatchObject(wrong);
      writeFileSync(tree.at(hello), text);
      const slip = await gatehouse(tree, ["run", "workload=echo", "language=wet", "--list"]);
      expect(slip).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing fits "language=wet"') });
      expect(slip.stderr).toMatch(/did you mean language=wat/);
    } finally {
      tree.remove();
    }
  });

  test("a manifest that is no text, or far too large", async () => {
    const tree = makeTree(["honest"], store);
    try {
      appendFileSync(tree.at(hello), Buffer.from([0xff, 0xfe]));
      expect(await gatehouse(tree, ["run"])).toMatchObject({ code: 2, stderr: expect.stringContaining(`error: ${hello}: `) });
      writeFileSync(tree.at(hello), "#".repeat(2_000_000));
      expect(await gatehouse(tree, ["run"])).toMatchObject({ code: 2, stderr: expect.stringContaining("manifest/too-large") });
    } finally {
      tree.remove();
    }
  });
});

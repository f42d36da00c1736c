import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { GatehouseError } from "../model/errors.ts";
import type { BuildStep } from "../model/generated/step.ts";
import { randomName } from "./digest.ts";
import { runSteps, type StepFailure, type StepRunner } from "./steps.ts";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "gatehouse-steps-")));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A root that steps may write to, with a folder and a file outside of it that must stay as they are. */
const world = () => {
  const base = join(scratch, randomName());
  const [work, outside, manifest] = [join(base, "work"), join(base, "outside"), join(base, "manifest")] as const;
  for (const folder of [work, join(outside, "deep"), join(manifest, "tree/deep")]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(outside, "victim"), "untouched");
  writeFileSync(join(outside, "deep/victim"), "untouched");
  for (const name of ["lib-a.o", "lib-b.o", "lib.h", "victim", "tree/victim", "tree/deep/victim"]) writeFileSync(join(manifest, name), name);
  const argvs: { argv: readonly string[]; cwd: string; env: Readonly<Record<string, string>> }[] = [];
  const go = (
    steps: readonly BuildStep[],
    run: StepRunner = async (argv, options) => void argvs.push({ argv, ...options }),
  ): Promise<StepFailure | undefined> =>
    runSteps(steps, { work, outside, manifest, list: ["x", "y z"] }, { cwd: work, env: { BASE: "1" }, roots: [work], run });
  const read = (path: string): string => readFileSync(join(work, path), "utf8");
  const untouched = (): boolean =>
    readdirSync(outside, { recursive: true }).sort().join() === "deep,deep/victim,victim" &&
    ["victim", "deep/victim"].every((path) => readFileSync(join(outside, path), "utf8") === "untouched");
  return { base, work, outside, manifest, go, read, untouched, argvs };
};

describe("runSteps", () => {
  test("runs argvs with placeholders, an environment and a folder of their own, in order", async () => {
    const { go, argvs, work } = world();
    expect(
      await go([
        { run: ["cc", "-o{work}/o", "{list}"], env: { W: "{work}" } },
        { run: ["ld"], cwd: "{work}/sub", network: true },
        { run: ["build"], fetch: ["get", "{list}"], env: { W: "w" } },
      ]),
    ).toBeUndefined();
    expect(argvs).toEqual([
      { argv: ["cc", `-o${work}/o`, "x", "y z"], cwd: work, env: { BASE: "1", W: work }, network: false },
      { argv: ["ld"], cwd: join(work, "sub"), env: { BASE: "1" }, network: true },
      { argv: ["get", "x", "y z"], cwd: work, env: { BASE: "1", W: "w" }, network: true },
      { argv: ["build"], cwd: work, env: { BASE: "1", W: "w" }, network: false },
    ]);
  });

  test("leaves a step out whose file is not there", async () => {
    const { go, argvs } = world();
    const steps: BuildStep[] = [
      { run: ["first"], when: "{manifest}/lib.h" },
      { run: ["second"], when: "{manifest}/lib.c" },
      { run: ["third"], when: "{work}/tree" },
      { run: ["fourth"] },
    ];
    expect(await go(steps)).toBeUndefined();
    expect(argvs.map(({ argv }) => argv)).toEqual([["first"], ["fourth"]]);
  });

  test("ends at the first step that fails, and says which", async () => {
    const { go, work } = world();
    const failure = { argv: ["cc"], message: "exit 1" };
    expect(await go([{ run: ["cc"] }, { write: "{work}/later", text: "" }], async () => failure)).toEqual(failure);
    expect(existsSync(join(work, "later"))).toBe(false);
    expect(await go([{ copy: "{manifest}/absent", to: "{work}/a" }])).toMatchObject({ argv: ["copy"], message: expect.stringContaining("absent") });
    expect(await go([{ copy: "{manifest}/absent*", to: "{work}/a" }])).toMatchObject({ argv: ["copy"], message: expect.stringContaining("absent*") });
  });

  test("copies a file, a folder, and what fits a star", async () => {
    const { go, work, read } = world();
    await go([
      { copy: "{manifest}/lib.h", to: "{work}/new/lib.h" },
      { copy: "{manifest}/tree", to: "{work}/tree" },
      { copy: "{manifest}/lib-*.o", to: "{work}/stars" },
      { copy: "{manifest}/tree", to: "{work}/tree" },
    ]);
    expect([read("new/lib.h"), read("tree/deep/victim")]).toEqual(["lib.h", "tree/deep/victim"]);
    expect(readdirSync(join(work, "stars"))).toEqual(["lib-a.o", "lib-b.o"]);
  });

  test("writes text, and a program that can be executed also where a plain file was", async () => {
    const { go, work, read } = world();
    await go([
      { write: "{work}/deep/text", text: "in {work}" },
      { write: "{work}/program", text: "old and longer" },
      { write: "{work}/program", text: "new", executable: true },
    ]);
    expect([read("deep/text"), read("program")]).toEqual([`in ${work}`, "new"]);
    expect([statSync(join(work, "deep/text")).mode & 0o111, statSync(join(work, "program")).mode & 0o100]).toEqual([0, 0o100]);
  });

  test("replaces text that stands as often as it says, and nothing where it does not", async () => {
    const { go, read } = world();
    const file: BuildStep = { write: "{work}/text", text: "one two one" };
    expect(await go([file, { replace: "{work}/text", old: "one", new: "$&\n{work}", times: 2 }])).toBeUndefined();
    const filled = read("text");
    expect(filled).toMatch(/^\$&\n\/.* two \$&\n\/.*$/);
    for (const [old, times] of [
      ["one", 1],
      ["one", 3],
      ["three", 1],
    ] as const) {
      expect(await go([file, { replace: "{work}/text", old, new: "", times }])).toMatchObject({
        argv: ["replace"],
        message: expect.stringContaining("times in"),
      });
      expect(read("text")).toBe("one two one");
    }
    expect(await go([{ replace: "{work}/absent", old: "one", new: "" }])).toMatchObject({ argv: ["replace"], message: expect.stringContaining("absent") });
  });

  test("links to what it says, in the place of what was there, and removes files, folders and links but not what they point to", async () => {
    const { go, work, untouched } = world();
    await go([
      { link: "../first", to: "{work}/l" },
      { link: "{outside}", to: "{work}/l" },
      { write: "{work}/gone/deep/file", text: "" },
      { link: "{outside}", to: "{work}/gone/link" },
      { remove: "{work}/gone" },
      { link: "{outside}/deep", to: "{work}/link" },
      { remove: "{work}/link" },
      { remove: "{work}/never-was" },
    ]);
    expect(readdirSync(work)).toEqual(["l"]);
    expect(readlinkSync(join(work, "l"))).toBe(join(work, "../outside"));
    expect(untouched()).toBe(true);
  });
});

describe("runSteps writes nothing outside of its roots", () => {
  const out: readonly [string, readonly BuildStep[]][] = [
    ["an absolute path", [{ write: "{outside}/new", text: "" }]],
    ["two dots", [{ write: "{work}/../outside/new", text: "" }]],
    ["two dots in a copy", [{ copy: "{manifest}/victim", to: "{work}/sub/../../outside/victim" }]],
    ["a copy of several", [{ copy: "{manifest}/lib*", to: "{outside}" }]],
    ["a name that begins like the root", [{ write: "{work}-more/file", text: "" }]],
    ["a removal", [{ remove: "{outside}/victim" }]],
    ["the removal of what holds the root", [{ remove: "{work}/.." }]],
    ["a link", [{ link: "x", to: "{outside}/new" }]],
    ["a replacement", [{ replace: "{outside}/victim", old: "victim", new: "" }]],
    [
      "text through a linked folder",
      [
        { link: "{outside}", to: "{work}/l" },
        { write: "{work}/l/new", text: "" },
      ],
    ],
    [
      "a new folder below a linked one",
      [
        { link: "{outside}", to: "{work}/l" },
        { write: "{work}/l/a/b", text: "" },
      ],
    ],
    [
      "text through a chain of links",
      [
        { link: "../outside", to: "{work}/a" },
        { link: "a/deep", to: "{work}/b" },
        { write: "{work}/b/victim", text: "" },
      ],
    ],
    ["a removal through a linked folder", [{ link: "../outside", to: "{work}/l" }, { remove: "{work}/l/victim" }]],
    [
      "a link through a linked folder",
      [
        { link: "../outside", to: "{work}/l" },
        { link: "x", to: "{work}/l/victim" },
      ],
    ],
    [
      "a copy through a linked folder",
      [
        { link: "../outside", to: "{work}/l" },
        { copy: "{manifest}/victim", to: "{work}/l/victim" },
      ],
    ],
    [
      "several copies into a linked folder",
      [
        { link: "../outside", to: "{work}/l" },
        { copy: "{manifest}/vic*", to: "{work}/l" },
      ],
    ],
    [
      "a folder copied onto a linked one",
      [
        { link: "../outside", to: "{work}/l" },
        { copy: "{manifest}/tree", to: "{work}/l" },
      ],
    ],
    [
      "a folder copied onto one that holds a linked folder",
      [
        { link: "../../outside/deep", to: "{work}/tree/deep" },
        { copy: "{manifest}/tree", to: "{work}/tree" },
      ],
    ],
  ];
  test.each(out)("%s is refused", async (_, steps) => {
    const { go, untouched, work } = world();
    await expect(go(steps)).rejects.toThrow(expect.objectContaining({ code: "step/outside", hint: expect.stringContaining("{work}") }));
    await expect(go(steps)).rejects.toBeInstanceOf(GatehouseError);
    expect(untouched()).toBe(true);
    expect([existsSync(work), existsSync(`${work}-more`)]).toEqual([true, false]);
  });

  test.each<[string, string, BuildStep]>([
    ["text over a link", "l", { write: "{work}/l", text: "victim" }],
    ["a copy over a link", "l", { copy: "{manifest}/victim", to: "{work}/l" }],
    ["a folder over one that holds a link", "tree/victim", { copy: "{manifest}/tree", to: "{work}/tree" }],
  ])("%s takes the link's place", async (_, path, step) => {
    for (const target of ["victim", "not-there-yet"]) {
      const { go, untouched, work, outside, read } = world();
      expect(await go([{ link: join(outside, target), to: `{work}/${path}` }, step])).toBeUndefined();
      expect(lstatSync(join(work, path)).isFile()).toBe(true);
      expect(read(path)).toContain("victim");
      expect(untouched()).toBe(true);
    }
  });

  test("a root that is itself reached through a link is a root, and links inside it may be followed", async () => {
    const { base, work } = world();
    symlinkSync(work, join(base, "alias"));
    const steps: BuildStep[] = [
      { write: "{root}/folder/old", text: "" },
      { link: "folder", to: "{root}/l" },
      { write: "{root}/l/new", text: "new" },
    ];
    await runSteps(steps, { root: join(base, "alias") }, { cwd: work, env: {}, roots: [join(base, "alias")], run: async () => undefined });
    expect(readdirSync(join(work, "folder"))).toEqual(["new", "old"]);
  });
});

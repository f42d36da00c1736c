import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differencesIn, type Told } from "./answers.ts";
import { Asked } from "./asked.ts";
import { functionOf, type Program, usedBy } from "./call.ts";
import { Programs } from "./programs.ts";
import { shrink } from "./shrink.ts";
import { vocabularyOf } from "./vocabulary.ts";

const vocabulary = vocabularyOf("wasip1");
const programs = new Programs(vocabulary);

/** An engine that answers each call with success, but for what is planted: an answer by the call and those before it. */
type Plant = (call: string, before: Program) => string | undefined;

const none: Plant = () => undefined;
const answering =
  (plant: Plant) =>
  async (some: readonly Program[]): Promise<readonly Told[]> =>
    some.map((program) => ({ lines: program.map((call, at) => `${functionOf(call)} ${plant(call, program.slice(0, at)) ?? "success"}`) }));

// The smallest program with the same difference, of one that shows it.
const shrunk = async (from: Program, plant: Plant): Promise<Program> => {
  const asked = new Asked([answering(none), answering(plant)], { together: 5, jobs: 2, stopped: () => false });
  const shows = async (some: readonly Program[]): Promise<number> => {
    const told = await Promise.all(some.map((program) => asked.about(program)));
    return told.findIndex((both, at) => both !== undefined && differencesIn(some[at] ?? [], ...both, vocabulary).length > 0);
  };
  return shrink(from, (program) => programs.smaller(program), shows, 5);
};

const firstWith = (plant: Plant): Program => {
  for (let number = 0; number < 3000; number++) {
    const program = programs.of(1, number);
    if (program.length > 5 && program.some((call, at) => plant(call, program.slice(0, at)) !== undefined)) return program;
  }
  throw new Error("no program has what is planted");
};

describe("a planted difference comes to the least calls:", () => {
  test.each<[string, Plant, (string | RegExp)[]]>([
    ["one call", (call) => (call.startsWith("path_rename ") ? "access" : undefined), ["path_rename /data a.txt /data a.txt"]],
    ["one word", (call) => (/^path_link .*%00/.test(call) ? "inval" : undefined), ["path_link /data nofollow a.txt /data a%00b"]],
    [
      "a call and one before it",
      (call, before) => (call.startsWith("path_remove_directory ") && before.some((own) => own.startsWith("path_create_directory ")) ? "busy" : undefined),
      ["path_create_directory /data a.txt", "path_remove_directory /data a.txt"],
    ],
    [
      "a handle, and what opens it",
      (call) => (functionOf(call) === "fd_pwrite" && usedBy(call)[0] === "f1" ? "io" : undefined),
      [/^path_open \/data nofollow \S+ \S+ - \S+ > f1$/, /^fd_pwrite f1 x 0$/],
    ],
    [
      "two calls that are alike",
      (call, before) => (call.startsWith("path_symlink ") && before.some((own) => own.startsWith("path_symlink ")) ? "exist" : undefined),
      [/^path_symlink /, /^path_symlink /],
    ],
  ])("%s", async (_, plant, calls) => {
    const found = await shrunk(firstWith(plant), plant);
    expect(found, found.join("\n")).toHaveLength(calls.length);
    for (const [at, call] of calls.entries()) expect(found[at]).toMatch(typeof call === "string" ? new RegExp(`^${call}$`) : call);
  });
});

const parts = (own: Program): Program[] => own.map((_, index) => own.toSpliced(index, 1));

test("what is found still shows what is sought, and no step from it does", async () => {
  const letters = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(letters, letters, fc.integer({ min: 1, max: 9 }), async (from, sought, together) => {
      const has = (own: Program): boolean => sought.every((letter) => own.includes(letter));
      fc.pre(has(from));
      const found = await shrink(from, parts, async (some) => some.findIndex(has), together);
      expect([has(found), parts(found).some(has), found.length]).toEqual([true, false, new Set(sought).size]);
    }),
  );
});

test("no program is tried twice, and no more at once than may be", async () => {
  const tried: string[] = [];
  const sizes: number[] = [];
  const shows = async (some: readonly Program[]): Promise<number> => {
    sizes.push(some.length);
    tried.push(...some.map((own) => own.join(" ")));
    return some.findIndex((own) => own.includes("d"));
  };
  expect(await shrink(["a", "b", "b", "c", "d", "a"], parts, shows, 3)).toEqual(["d"]);
  expect(new Set(tried).size).toBe(tried.length);
  expect(Math.max(...sizes)).toBe(3);
});

test("the first of a batch that shows it is taken, though others do too", async () => {
  const seen: Program[] = [];
  const smaller = (own: Program): Program[] => (own[0] === "all" ? [["no"], ["one"], ["other"]] : []);
  const shows = async (some: readonly Program[]): Promise<number> => {
    seen.push(...some);
    return some.findIndex(([word]) => word !== "no");
  };
  expect(await shrink(["all"], smaller, shows, 3)).toEqual(["one"]);
  expect(seen).toHaveLength(3);
});

test.each([
  ["some steps lead on", (tried: number) => tried % 7 === 0, "60 2930"],
  ["no step leads on", () => false, "begin"],
])("a search without an end has one where %s", async (_, leads, last) => {
  let tried = 0;
  function* endless(): Generator<Program> {
    for (let own = 0; ; own++) yield [`${own} ${tried}`];
  }
  const shows = async (some: readonly Program[]): Promise<number> => {
    tried += some.length;
    return leads(tried) ? 0 : -1;
  };
  const found = await shrink(["begin"], endless, shows, 10);
  expect(tried).toBe(3000);
  expect(found).toEqual([last]);
});

test("what shows nothing smaller is itself, and what throws is not kept back", async () => {
  expect(await shrink(["a", "b"], parts, async () => -1, 4)).toEqual(["a", "b"]);
  expect(await shrink([], parts, async () => 0, 4)).toEqual([]);
  await expect(shrink(["a"], parts, () => Promise.reject(new Error("no lane")), 4)).rejects.toThrow("no lane");
});

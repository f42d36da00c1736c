import { Argument, Command, CommanderError } from "commander";
import { describe, expect, expectTypeOf, test } from "vitest";
import { declare, flag, oneOf, splitRun, text, texts, whole, wholeOr } from "./declare.ts";

/** What a declared command was called with, by this command line; a code where commander refused it. */
const call = async (argv: readonly string[], words: string | Argument = "[filter...]") => {
  let heard: unknown;
  let code: number | undefined;
  const command = declare({
    ...{ name: "try", words, about: "a trial", examples: ["gatehouse try"] },
    options: {
      name: text("--name <name>", "a text"),
      list: flag("--list", "given or not"),
      fuel: flag("--no-fuel", "on, unless it is said"),
      jobs: whole("-j, --jobs <number>", "a number"),
      rounds: wholeOr("--rounds <number>", "a number", 10),
      cache: oneOf("--cache <state>", "a word", ["warm", "cold"], "warm"),
      from: texts("--from <run>", "again and again"),
      dryRun: flag("--dry-run", "two words"),
    },
    act: async (root, own, options) => {
      expectTypeOf(options.name).toEqualTypeOf<string | undefined>();
      expectTypeOf(options.cache).toEqualTypeOf<"warm" | "cold">();
      expectTypeOf(options.from).toEqualTypeOf<readonly string[]>();
      expectTypeOf(options.json).toEqualTypeOf<boolean>();
      heard = { root, own, options };
      return 7;
    },
  });
  const top = new Command("top").exitOverride().configureOutput({ writeErr: () => {} });
  const own = command(
    () => "/root",
    (result) => {
      code = result;
    },
  );
  top.addCommand(own.copyInheritedSettings(top));
  try {
    await top.parseAsync(["try", ...argv], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return { refused: error.code };
    throw error;
  }
  return { heard, code };
};

const otherwise = { json: false, name: undefined, list: false, fuel: true, jobs: undefined, rounds: 10, cache: "warm", from: [], dryRun: false };

describe("a declared command", () => {
  test("has a value of every option where none is given", async () => {
    expect(await call([])).toEqual({ heard: { root: "/root", own: [], options: otherwise }, code: 7 });
  });

  test("takes options and words in any order", async () => {
    const argv = [
      "a",
      "--name",
      "n",
      "--list",
      "--no-fuel",
      "-j",
      "3",
      "b",
      "--rounds",
      "5",
      "--cache",
      "cold",
      "--from",
      "x",
      "--from",
      "y",
      "--dry-run",
      "--json",
    ];
    const options = { json: true, name: "n", list: true, fuel: false, jobs: 3, rounds: 5, cache: "cold", from: ["x", "y"], dryRun: true };
    expect(await call(argv)).toEqual({ heard: { root: "/root", own: ["a", "b"], options }, code: 7 });
  });

  test("keeps nothing of an earlier call", async () => {
    await call(["--from", "x", "--list"]);
    expect(await call([])).toMatchObject({ heard: { options: otherwise } });
  });

  test.each([
    [["--jobs", "0"], "commander.invalidArgument"],
    [["--jobs", "1.5"], "commander.invalidArgument"],
    [["--jobs", "10000"], "commander.invalidArgument"],
    [["--rounds", "many"], "commander.invalidArgument"],
    [["--cache", "lukewarm"], "commander.invalidArgument"],
    [["--name"], "commander.optionMissingArgument"],
    [["--unknown"], "commander.unknownOption"],
  ])("refuses %j", async (argv, refused) => {
    expect(await call(argv)).toEqual({ refused });
  });

  test("takes as many words as it says, of those that it says", async () => {
    expect(await call([], "<cell>")).toEqual({ refused: "commander.missingArgument" });
    expect(await call(["a", "b"], "[run]")).toEqual({ refused: "commander.excessArguments" });
    const one = new Argument("[what]").choices(["keeps"]);
    expect(await call(["other"], one)).toEqual({ refused: "commander.invalidArgument" });
    expect(await call(["keeps"], one)).toMatchObject({ heard: { own: ["keeps"] } });
  });
});

test.each<[string[], string | undefined, string[]]>([
  [[], undefined, []],
  [["2026"], "2026", []],
  [["20261121T09", "language=c"], "20261121T09", ["language=c"]],
  [["/tmp/journal.ndjson", "args"], "/tmp/journal.ndjson", ["args"]],
  [["args", "2026"], undefined, ["args", "2026"]],
])("the words %j name the run %j, and filters", (words, run, terms) => {
  expect(splitRun(words)).toEqual({ run, terms });
});

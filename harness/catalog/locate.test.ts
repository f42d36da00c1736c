import { expect, test } from "vitest";
import { locate } from "./locate.ts";

const wide = "x".repeat(1_000_000);
const tall = `${"a line\n".repeat(60_000)}`;

test("a key has its line and column", async () => {
  expect(await locate('id = "x"\n[[case]]\nid = "a"\n[[case]]\n  id = "b"\n', ["case", 1, "id"])).toEqual({ line: 5, column: 3 });
  expect(await locate('id = "x"\n', ["absent", 3])).toEqual({ line: 1, column: 1 });
});

test.each([
  ["a basic string", `about = "${wide}\\""\n`, 1],
  ["a literal string", `about = '${wide}'\n`, 1],
  ["a basic string of many lines", `about = """\n${wide}\n"quoted"\n"""\n`, 4],
  ["a literal string of many lines", `about = '''\n${tall}'''\n`, 60_002],
])("a key behind a huge string has its line: %s", async (_, text, lines) => {
  expect(await locate(`${text}id = "x"\n`, ["id"])).toEqual({ line: lines + 1, column: 1 });
});

test("what no parser takes has no line, and is no fault", async () => {
  expect(await locate(`a = """\n${"\n".repeat(500_000)}"""\nid = "x"\n`, ["id"])).toEqual({});
  expect(await locate(`a = ${"[".repeat(100_000)}${"]".repeat(100_000)}\n`, ["a"])).toEqual({});
});

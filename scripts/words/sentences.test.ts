import { expect, test } from "vitest";
import { banned, measure, sentencesOf } from "./sentences.ts";

const texts = (page: string): string[] => sentencesOf(page).map(({ text }) => text);

test("a sentence ends at a full stop before another one, not at one in a version or before a lower-case word", () => {
  expect(texts("Node 24.1 runs it. Others, e.g. on Node 20, do not.\nA line\ngoes on.")).toEqual([
    "Node 24.1 runs it.",
    "Others, e.g. on Node 20, do not.",
    "A line goes on.",
  ]);
});

test("list items and cells of tables are apart; headings, code and images do not count", () => {
  const page = "# A heading\n\n- one\n- two\n  goes on\n\n```\ncode. More.\n```\n\n![picture](a.svg)\n\n| a | b |\n| --- | --- |\n| c | d \\| e |\n";
  expect(sentencesOf(page).map(({ text, in: where }) => `${where}: ${text}`)).toEqual([
    "text: one",
    "text: two goes on",
    "table: a",
    "table: b",
    "table: c",
    "table: d ¦ e",
  ]);
});

test("inline code and links count as the words that a reader sees", () => {
  expect(sentencesOf("Read `gatehouse run. All` in [the page](docs/a.md).").map(({ words }) => words)).toEqual([7]);
});

test("the average is that of running text, the longest sentence that of tables too", () => {
  expect(measure(sentencesOf("One two. Three four five six.\n\n| a b c d e f g |\n"))).toEqual({ average: 3, longest: 7 });
  expect(measure([])).toEqual({ average: 0, longest: 0 });
});

test.each(["All that it gets goes there.", "Whoever is left has it.", "Whatever comes.", "What is missing is told.", "What a program shows is compared."])(
  "%s hides its subject",
  (text) => {
    expect(banned(text)).toBe(true);
  },
);

test.each(["What is missing?", "All cells pass.", "The rest is fine."])("%s is fine", (text) => {
  expect(banned(text)).toBe(false);
});

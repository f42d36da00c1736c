import { expect, test } from "vitest";
import type { Trend } from "../model/speed.ts";
import { trendPicture } from "./trend-picture.ts";

const trend: Trend = {
  of: "total",
  releases: ["w@1.0.0", "w@2.0.0", "w@3.0.0"],
  lines: [
    { language: "c", points: [1, undefined, 1.2] },
    { language: "<go>", points: [0.9, 1, 1.1] },
  ],
};

test("each language has a line with its label, each release its name; a gap is no line, and no text is markup", () => {
  const picture = trendPicture([trend, { ...trend, of: "compile" }]);
  const paths = [...picture.matchAll(/<path d="([^"]*)"/g)].map(([, path]) => path ?? "");
  expect(paths.map((path) => path.replace(/[\d. ]+/g, ""))).toEqual(["MM", "MLL", "MM", "MLL"]);
  const texts = [...picture.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text);
  for (const text of ["c", "&lt;go&gt;", "1.0.0", "3.0.0", "100 %", "CPU time of the whole process, by release", "CPU time to compile ahead, by release"])
    expect(texts).toContain(text);
  expect(picture).not.toContain("NaN");
  expect(picture).not.toContain("<go>");
});

test("labels of lines that end in one place do not lie on one another", () => {
  const lines = ["a", "b", "c"].map((language) => ({ language, points: [1, 1, 1] }));
  const heights = [...trendPicture([{ ...trend, lines }]).matchAll(/y="([\d.]+)" fill="#(?!fff)[^"]*">[abc]</g)]
    .map(([, y]) => Number(y))
    .sort((a, b) => a - b);
  expect(heights).toHaveLength(3);
  for (const [index, height] of heights.slice(1).entries()) expect(height - (heights[index] as number)).toBeGreaterThanOrEqual(14);
});

test("a language has one colour and one dash in all panels, also where a panel lacks another", () => {
  const [, go] = trend.lines;
  const picture = trendPicture([trend, { ...trend, of: "work", lines: go ? [go] : [] }]);
  const looks = [...picture.matchAll(/<path d="[^"]*" fill="none" (stroke="[^>]*)\/>/g)].map(([, look]) => look);
  expect(looks).toHaveLength(3);
  expect(looks[2]).toBe(looks[1]);
  expect(looks[1]).not.toBe(looks[0]);
});

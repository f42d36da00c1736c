import { expect, test } from "vitest";
import { byPattern, endOf, knownFailure } from "./expectation.ts";
import { reportText, shortLink } from "./reported.ts";

const report = "https://github.com/o/r/issues/7";
const entry = { cells: "x/a,*,w@*", cause: "stdout", releases: "<2", reason: "a reason that is long enough" } as const;
const mended = knownFailure({ ...entry, mended: "2.0.0", report });

test("an entry of several patterns is one for each, with all else in common", () => {
  expect(byPattern({ ...entry, cells: ["x/a,*,w@*", "x/b,*,w@*"] })).toEqual([entry, { ...entry, cells: "x/b,*,w@*" }]);
  expect(byPattern(entry)).toEqual([entry]);
});

test("what is mended has no last day, and is told by the release without it", () => {
  expect(mended).toMatchObject({ until: "9999-12-31", mended: "2.0.0", link: report, reported: true });
  expect(endOf(mended)).toBe("mended in 2.0.0");
});

test("what is not has its day, and no report where there is only a link", () => {
  const open = knownFailure({ ...entry, link: report, until: "2027-01-01" });
  expect(endOf(open)).toBe("until 2027-01-01");
  expect(open).not.toHaveProperty("reported");
  expect(open).not.toHaveProperty("mended");
});

test("a report as a line, and its link as people write it", () => {
  expect(reportText(mended)).toBe(`${report}: releases <2 must fail, mended in 2.0.0`);
  expect(shortLink(report)).toBe("o/r#7");
  expect(shortLink("https://github.com/o/r/pull/8")).toBe("o/r#8");
  expect(shortLink("https://example.org/x")).toBe("https://example.org/x");
});

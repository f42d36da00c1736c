import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { home } from "../host/home.ts";
import { formFaults, madeSection, sections } from "./form.ts";
import { parseGuide } from "./parse.ts";

const guide = (headings: readonly string[], more = "```sh\ntrue\n```\n"): string => `# C\n\n${headings.map((text) => `## ${text}\n\n`).join("")}${more}`;
const faults = (text: string): string[] => formFaults(parseGuide(text), "C").map(({ message }) => message);

test("the regular headings are right, with the made part or without", () => {
  expect(faults(guide(sections))).toEqual([]);
  expect(faults(guide([...sections, madeSection]))).toEqual([]);
});

test.each<[string, string]>([
  ['begins with the heading "# C"', guide(sections).replace("# C", "# Ada")],
  ['"## Build" must stand', guide(sections.filter((text) => text !== "Build"))],
  ['"## Install" must stand', guide(["Hello", "Install", ...sections.slice(2)])],
  ['"## Limits" must stand', guide(sections.slice(0, -1))],
  ['no guide has the heading "## More"', guide([...sections, "More"])],
  ["one title", `${guide(sections)}# C\n`],
  ["no commands that a test could run", guide(sections, "")],
  ["no commands that a test could run", guide(sections, '```sh not-run="why"\ntrue\n```\n')],
  ["does not close", guide(sections, "```sh\ntrue\n```\n```c\n")],
])("%s", (message, text) => {
  expect(faults(text)).toEqual([expect.stringContaining(message)]);
});

test("what `new language` writes is in form", () => {
  const text = readFileSync(join(home, "harness/contribute/skeleton/language/guide.md"), "utf8");
  expect(formFaults(parseGuide(text), "@name@")).toEqual([]);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseGuide } from "./parse.ts";

const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\`\`\`\n`;

describe("a guide", () => {
  test("has headings, files to write and commands with what they print, in order", () => {
    const text = `# C\n\n## Hello\n\n${fence("c file=src/main.c", "int x;\n# no heading\n")}\n${fence("sh", "cc\n./x\n")}\n${fence("text", "x\n")}\n${fence("sh", "true\n")}`;
    expect(parseGuide(text)).toEqual({
      headings: [
        { level: 1, text: "C", line: 1 },
        { level: 2, text: "Hello", line: 3 },
      ],
      steps: [
        { kind: "file", line: 5, name: "src/main.c", text: "int x;\n# no heading\n" },
        { kind: "run", line: 10, text: "cc\n./x\n", expected: "x\n", notRun: undefined },
        { kind: "run", line: 19, text: "true\n", expected: "", notRun: undefined },
      ],
      faults: [],
    });
  });

  test("says why a block is not run, and shows other text", () => {
    const { steps, faults } = parseGuide(`${fence('sh not-run="needs a Keep"', "enarx\n")}${fence("text", "hello\n")}${fence("toml", "a = 1\n")}`);
    expect(steps).toEqual([{ kind: "run", line: 1, text: "enarx\n", expected: "hello\n", notRun: "needs a Keep" }]);
    expect(faults).toEqual([]);
  });

  test("has names of files with dots and quotes", () => {
    const { steps } = parseGuide(`${fence("toml file=.cargo/config.toml", "")}${fence('c file="a.c"', "")}`);
    expect(steps.map((step) => step.kind === "file" && step.name)).toEqual([".cargo/config.toml", "a.c"]);
  });

  test.each<[string, string]>([
    ["does not close", "```sh\ntrue\n"],
    ["no plain name", fence("c file=../x.c", "")],
    ["no plain name", fence("c file=/x.c", "")],
    ["no plain name", fence("c file=a/../../x.c", "")],
    ["says why", fence('sh not-run=""', "")],
    ["says why", fence('c file=a.c not-run="x"', "")],
    ['not "norun"', fence("sh norun", "")],
    ["after the fence of sh", fence("text", "x\n")],
    ["after the fence of sh", `${fence("sh", "")}${fence("c file=a.c", "")}${fence("text", "x\n")}`],
  ])("is wrong: %s", (message, text) => {
    expect(parseGuide(text).faults).toEqual([{ line: expect.any(Number), message: expect.stringContaining(message) }]);
  });

  test("keeps each file byte for byte, and fences of other lengths inside it", () => {
    const lines = fc.array(fc.string().map((line) => line.replace(/[\r\n]/g, "")));
    fc.assert(
      fc.property(lines, (own) => {
        const text = own.map((line) => (/^`{4,}/.test(line) ? "x\n" : `${line}\n`)).join("");
        expect(parseGuide(`\`\`\`\`txt file=a.txt\n${text}\`\`\`\`\n`).steps).toEqual([{ kind: "file", line: 1, name: "a.txt", text }]);
      }),
    );
  });
});

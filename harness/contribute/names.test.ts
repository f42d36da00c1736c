import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GatehouseError } from "../model/errors.ts";
import { parseCell, printCell } from "../model/ids.ts";
import { checkKind, checkName } from "./names.ts";
import { untidiness } from "./tidy.ts";

const accepts = (kind: Parameters<typeof checkName>[0], name: string): string | undefined => {
  try {
    checkName(kind, name);
    return undefined;
  } catch (error) {
    return error instanceof GatehouseError ? error.hint : "another error";
  }
};

describe("a name", () => {
  test("that is accepted is part of a cell's text that is read as it was", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 8 }), fc.stringMatching(/^[a-z0-9-]{1,8}$/)), (name) => {
        if (accepts("workload", name) !== undefined) return;
        const lane = { runtime: name, version: "1.0.0", keep: "nil", launcher: "host", architecture: "x86_64" };
        const cell = { workload: name, case: name, language: name, toolchain: name, target: "wasip1", lane };
        expect(parseCell(printCell(cell))).toEqual(cell);
      }),
    );
  });

  test.each([
    ["workload", "WordCount", "word-count"],
    ["language", "Object Pascal", "object-pascal"],
    ["runtime", "_x_", "x"],
    ["keep", "my-keep", "mykeep"],
    ["language", "expected", "choose another name"],
    ["workload", "a".repeat(41), "at most 40"],
    ["workload", "smoke-zig", "zig-smoke"],
    ["workload", "---", "lower-case letters"],
  ] as const)("of a %s is not %s, and a better one is said", (kind, name, better) => {
    expect(accepts(kind, name)).toContain(better);
  });

  test("of a kind that nobody knows, or of too many, is refused with what there is", () => {
    expect(() => checkKind("trick", ["x"])).toThrow(
      expect.objectContaining({ code: "new/unknown-kind", hint: expect.stringContaining("port WORKLOAD LANGUAGE") }),
    );
    expect(() => checkKind("toString", ["x"])).toThrow(expect.objectContaining({ code: "new/unknown-kind" }));
    for (const names of [[], ["a"], ["a", "b", "c"]]) expect(() => checkKind("port", names)).toThrow(expect.objectContaining({ code: "new/names" }));
    expect(checkKind("port", ["args", "c"])).toBe("port");
  });
});

describe("a manifest's text", () => {
  test.each<[string, string, string[]]>([
    ["as all are", 'id = "x"\n', []],
    ["with a tab", 'id\t= "x"\n', ["1:3 there is a tab"]],
    ["with a blank at a line's end", "a = 1\nb = 2 \n", ["2:6 there is white space at the end of a line"]],
    ["with carriage returns", "a = 1\r\nb = 2\r\n", ["1:6 there is a carriage return"]],
    ["without an end", "a = 1", ["1:6 the last line has no end"]],
    ["with empty lines at its end", "a = 1\n\n", ["2:1 there are empty lines at the end"]],
    ["with several of these", "a\t= 1 ", ["1:2 there is a tab", "1:6 there is white space at the end of a line", "1:7 the last line has no end"]],
  ])("%s is told with the place of the first of each kind", (_, text, told) => {
    expect(untidiness(text, "x.toml").map(({ place, message }) => `${place?.line}:${place?.column} ${message}`)).toEqual(told);
  });
});

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type JunitSuite, junitXml } from "./junit-xml.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom("\ufffe\uffff", "\u{1fffe}", "]]>", "<!--", "&amp;", "\u0000", "\ud800", "<?xml", "\u0085\u2028", "\"'><", "::error::x\n::error::y"),
);
const outcome = fc.oneof(
  fc.constant({ is: "passed" } as const),
  fc.record({ is: fc.constantFrom("failure" as const, "error" as const), type: hostile, message: hostile, text: hostile }),
  fc.record({ is: fc.constant("skipped" as const), message: hostile }),
);
const suites: fc.Arbitrary<JunitSuite[]> = fc.array(
  fc.record({ name: hostile, cases: fc.array(fc.record({ classname: hostile, name: hostile, outcome }), { maxLength: 3 }) }),
  { maxLength: 3 },
);

// Expat refuses what XML 1.0 refuses; it counts the cases that it finds.
const parser = `import json, sys, xml.etree.ElementTree as tree
print(json.dumps([len(tree.fromstring(text.encode()).findall("./testsuite/testcase")) for text in json.load(sys.stdin)]))`;

test("whatever a guest calls itself and says, a parser reads as many cases as there are", () => {
  const all = fc.sample(suites, 500);
  const found = execFileSync("python3", ["-c", parser], { input: JSON.stringify(all.map(junitXml)), encoding: "utf8" });
  expect(JSON.parse(found)).toEqual(all.map((own) => own.reduce((sum, { cases }) => sum + cases.length, 0)));
});

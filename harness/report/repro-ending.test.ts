import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runtimeOf, runtimes } from "./repro.fixture.ts";
import { toExtended } from "./repro-ending.ts";

const grep = (pattern: string, line: string): boolean =>
  spawnSync("grep", ["-E", "-q", "-e", pattern], { input: `${line}\n`, env: { PATH: "/usr/bin:/bin", LC_ALL: "C" } }).status === 0;

describe("toExtended", () => {
  test("knows every rule of this project's runtimes", async () => {
    const all = await Promise.all(runtimes().map(runtimeOf));
    const rules = all.flatMap(({ manifest }) => Object.values(manifest.target).flatMap((target) => target.endings ?? []));
    expect(rules.length).toBeGreaterThan(10);
    for (const { stderr } of rules) expect(toExtended(stderr ?? ""), stderr).toBeDefined();
  });

  test.each(["(?=x)a", "\\bx", "a\nb", "\\1", "[^a]", "x{", "a|", "()", "é", "\\s", "[\\d]"])("gives up on %j rather than guess", (pattern) => {
    expect(toExtended(pattern)).toBeUndefined();
  });

  test("tells of the same lines as JavaScript", () => {
    const atom = fc.constantFrom("a", "b", ".", "\\.", "\\d", "\\w", "[ab]", "[a-c.]", "\\-", " ", "\\/", "-", "\\$");
    const piece = fc.tuple(atom, fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,2}", "*?", "+?")).map((parts) => parts.join(""));
    const branch = fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
    const group = fc.tuple(fc.constantFrom("(", "(?:"), branch, branch).map(([open, one, other]) => `${open}${one}|${other})`);
    const whole = fc.tuple(fc.constantFrom("", "^"), fc.array(fc.oneof(branch, group), { minLength: 1, maxLength: 3 }), fc.constantFrom("", "$"));
    const line = fc.array(fc.constantFrom("a", "b", "c", "0", ".", "-", " ", "/", "$"), { maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        whole.map(([start, parts, end]) => `${start}${parts.join("")}${end}`),
        line,
        (pattern, text) => {
          const extended = toExtended(pattern);
          expect(extended, pattern).toBeDefined();
          expect(grep(extended as string, text), `${pattern} as ${extended} on ${JSON.stringify(text)}`).toBe(new RegExp(pattern, "m").test(text));
        },
      ),
      { numRuns: 150 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FailureGroup } from "../model/matrix.ts";
import { failureLines, reproduce, takeAwayLines, unavailableLines } from "./failures.ts";
import { styleOf } from "./style.ts";

const plain = styleOf(true);
const harmful = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;
const cell = "x/a,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64";
const group = (rest: Partial<FailureGroup>): FailureGroup => ({
  cause: "exit",
  detail: "expected exit 0, found exit 1",
  blame: "runtime",
  cells: [cell],
  known: undefined,
  ...rest,
});

describe("failureLines", () => {
  test("look like this", () => {
    const groups = [
      group({ cells: [cell, cell.replace("x/a", "x/b"), cell.replace("x/a", "x/c"), cell.replace("x/a", "x/d"), cell.replace("x/a", "x/e")] }),
      group({ cause: "build", detail: "exit 1\nmain.c:1: error\nmain.c:2: error\nand more", blame: "workload" }),
      group({ cause: "trap", detail: "a trap", known: "told upstream", blame: "undetermined" }),
    ];
    expect(failureLines(groups, "RUN", plain).join("\n")).toMatchInlineSnapshot(`
      "exit  expected exit 0, found exit 1  (5 cells, blame: runtime)
          ./gatehouse run x/a,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64
          ./gatehouse run x/b,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64
          ./gatehouse run x/c,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64
          and 2 more: ./gatehouse matrix RUN --json
      build  exit 1 | main.c:1: error | main.c:2: error  (1 cell, blame: workload)
          ./gatehouse run x/a,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64
      known trap  told upstream  (1 cell, blame: undetermined)
          ./gatehouse run x/a,c/zig-cc.wasip1,wasmtime@49.0.3/nil:host-x86_64"
    `);
  });

  test("what a guest or a compiler says is shown, never obeyed", () => {
    const said = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom("\u001b[2J", "\u001b]0;title\u0007", "\r", "\n", "\u009b1A", "\u202e", "\u2028", "pass", "\u0000"))
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(said, fc.boolean(), (detail, known) => {
        const lines = failureLines([group(known ? { known: detail } : { detail })], "RUN", plain);
        expect(lines).toHaveLength(2);
        for (const line of lines) expect(line).not.toMatch(harmful);
      }),
    );
    expect(failureLines([group({ detail: "\u001b[32mpass\u001b[0m" })], "RUN", plain)[0]).toBe("exit  \\x1b[32mpass\\x1b[0m  (1 cell, blame: runtime)");
  });

  test("only what can be taken elsewhere is offered as a folder", () => {
    expect(takeAwayLines(cell, plain)).toEqual([`as a folder that anybody can run: ./gatehouse repro ${cell}`]);
    expect(takeAwayLines(undefined, plain)).toEqual([]);
  });

  test("a long reason is cut, and the command runs the cell as it is, also with a path that a shell would split", () => {
    expect(failureLines([group({ detail: "x".repeat(5000) })], "RUN", plain)[0]?.length).toBeLessThan(350);
    expect(reproduce(cell)).toBe(`./gatehouse run ${cell}`);
    expect(reproduce("x/a,c/d.wasip1,w@path:/a%20b/nil:host-x86_64")).toBe("./gatehouse run x/a,c/d.wasip1,w@path:/a%20b/nil:host-x86_64");
  });
});

describe("unavailableLines", () => {
  test("say what is missing and what to do, and not what is there", () => {
    const evidence = [
      { name: "go on PATH", pass: true, hint: "none" },
      { name: "zig 0.16", pass: false, info: "first line\nlast line", hint: "install zig" },
      { name: "network", pass: false, hint: "connect" },
    ];
    expect(unavailableLines([{ kind: "unavailable", worker: "w1", what: "toolchain", id: "c/zig-cc", evidence }], plain).join("\n")).toMatchInlineSnapshot(`
      "unavailable  toolchain c/zig-cc
          zig 0.16: last line. install zig
          network. connect"
    `);
  });

  test("nothing in them moves the cursor, whoever wrote the journal", () => {
    const bad = "x\u001b[2J\r\u202e";
    const lines = unavailableLines(
      [{ kind: "unavailable", worker: "w1", what: "lane", id: bad, evidence: [{ name: bad, pass: false, info: bad, hint: bad }] }],
      plain,
    );
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).not.toMatch(harmful);
  });
});

import { describe, expect, test } from "vitest";
import type { Counts, Matrix } from "../model/matrix.ts";
import { matrixLines, totalsLine } from "./matrix.ts";
import { styleOf } from "./style.ts";

const counts = (own: Partial<Counts>): Counts => ({
  passed: 0,
  failed: 0,
  known: 0,
  surprising: 0,
  flaky: 0,
  unsupported: 0,
  broken: 0,
  untrusted: 0,
  inexpressible: 0,
  lost: 0,
  ...own,
});

const matrix: Matrix = {
  run: "r",
  lanes: ["wasmtime@49.0.3/nil:host-x86_64", "wasmtime@path:/x/y/nil:host-x86_64", "wazero@1.12.0/kvm:qemu:tcg-x86_64"],
  rows: [
    {
      route: { language: "c", toolchain: "zig-cc", target: "wasip1" },
      version: "0.16.0",
      squares: [counts({ passed: 12 }), counts({ passed: 10, failed: 1, lost: 1, broken: 2, inexpressible: 3 }), counts({ inexpressible: 4 })],
    },
    {
      route: { language: "javascript", toolchain: "componentize", target: "wasip2" },
      version: "",
      squares: [counts({ passed: 1, flaky: 1, known: 2, unsupported: 1 }), undefined, counts({ untrusted: 5 })],
    },
  ],
  totals: counts({ passed: 23, failed: 1, lost: 1, broken: 2, inexpressible: 7, flaky: 1, known: 2, unsupported: 1, untrusted: 5, surprising: 1 }),
  planned: 44,
  complete: false,
  reported: [],
};
const plain = styleOf(true);

describe("matrixLines", () => {
  test("look like this", () => {
    expect(matrixLines(matrix, plain).join("\n")).toMatchInlineSnapshot(`
      "language    toolchain      target  wasmtime@49.0.3      wasmtime@path:/x/y             wazero@1.12.0
                                         nil:host-x86_64      nil:host-x86_64                kvm:qemu:tcg-x86_64
      c           zig-cc 0.16.0  wasip1  12/12                10/14 1 to go 2 broken +3 n/a  n/a
      javascript  componentize   wasip2  2/5 2 known 1 flaky  -                              0/5 untrusted"
    `);
  });

  test("fit a terminal of 80 columns, and of 200", () => {
    expect(matrixLines(matrix, styleOf(true, 80)).join("\n")).toMatchInlineSnapshot(`
      "language    toolchain      target  wasmtime@49.0.3
                                         nil:host-x86_64
      c           zig-cc 0.16.0  wasip1  12/12
      javascript  componentize   wasip2  2/5 2 known 1 flaky

      language    toolchain      target  wasmtime@path:/x/y
                                         nil:host-x86_64
      c           zig-cc 0.16.0  wasip1  10/14 1 to go 2 broken +3 n/a
      javascript  componentize   wasip2  -

      language    toolchain      target  wazero@1.12.0
                                         kvm:qemu:tcg-x86_64
      c           zig-cc 0.16.0  wasip1  n/a
      javascript  componentize   wasip2  0/5 untrusted"
    `);
    expect(Math.max(...matrixLines(matrix, styleOf(true, 80)).map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(matrixLines(matrix, styleOf(true, 200))).toEqual(matrixLines(matrix, plain));
  });

  test("colours change no text and no column", () => {
    const coloured = matrixLines(matrix, styleOf(false)).join("\n");
    expect(coloured).toContain("\u001b[32m12/12");
    expect(coloured).toContain("\u001b[31m10/14");
    expect(coloured).toContain("\u001b[33m2/5");
    // Blanks at the end of a line may be followed by a colour's end.
    const bare = coloured.replaceAll(/\u001b\[\d+m/g, "").split("\n");
    expect(bare.map((line) => line.trimEnd())).toEqual(matrixLines(matrix, plain));
  });

  test("what a journal from elsewhere says of versions and lanes cannot move the cursor", () => {
    const [first, ...rest] = matrix.rows;
    const hostile = {
      ...matrix,
      lanes: ["w@1\u001b[2J/nil\u202e:host-x86_64", ...matrix.lanes.slice(1)],
      rows: [{ ...first, version: "1.0\u001b]0;x\u0007\n9/9" }, ...rest],
    } as Matrix;
    const lines = matrixLines(hostile, plain);
    expect(lines.join("")).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect(lines).toHaveLength(4);
  });
});

describe("totalsLine", () => {
  test("names every kind that there is, and that the run was cut off", () => {
    expect(totalsLine(matrix, plain)).toMatchInlineSnapshot(
      `"44 cells: 23 passed, 1 flaky, 2 known to fail, 1 passed although known to fail, 1 failed, 1 unsupported, 2 broken, 5 in lanes that are not trusted, 1 to go, 7 inexpressible (the run did not come to its end)"`,
    );
  });

  test("is short where all is well", () => {
    expect(totalsLine({ ...matrix, totals: counts({ passed: 44 }), complete: true }, plain)).toBe("44 cells: 44 passed");
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GatehouseError } from "./errors.ts";
import {
  type CellId,
  isBare,
  isPlain,
  type LaneId,
  parseBuild,
  parseCell,
  parseLane,
  parseRoute,
  printBuild,
  printCell,
  printLane,
  printRelease,
  printRoute,
} from "./ids.ts";

const id = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
const target = fc.constantFrom("wasip1" as const, "wasip2" as const);
const path = fc.string({
  unit: fc.oneof(
    fc.constantFrom("/", "+", ",", " ", "%", "%2F", "'", "é", "🙂", "\n", "\u001b", "/nil:host-x86_64"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  minLength: 1,
});
const version = fc.oneof(
  fc.stringMatching(/^\d{1,3}\.\d{1,3}\.\d{1,3}(-[a-z0-9.]{1,8})?$/),
  path,
  path.map((text) => `path:/${text}`),
);

const lane: fc.Arbitrary<LaneId> = fc.record(
  {
    runtime: id,
    version,
    variant: id,
    keep: fc.stringMatching(/^[a-z0-9]{1,5}$/),
    launcher: fc.constantFrom("host", "qemu-user", "qemu", "snp-vm"),
    accelerator: fc.constantFrom("kvm", "tcg"),
    architecture: fc.constantFrom("x86_64", "aarch64", "riscv64"),
  },
  { requiredKeys: ["runtime", "version", "keep", "launcher", "architecture"] },
);
const cell: fc.Arbitrary<CellId> = fc.record({ workload: id, case: id, language: id, toolchain: id, target, lane });

const parsers: Readonly<Record<string, (text: string) => string>> = {
  route: (text) => printRoute(parseRoute(text)),
  build: (text) => printBuild(parseBuild(text)),
  lane: (text) => printLane(parseLane(text)),
  cell: (text) => printCell(parseCell(text)),
};

const printed: Readonly<Record<string, fc.Arbitrary<string>>> = {
  route: cell.map(printRoute),
  build: cell.map(printBuild),
  lane: lane.map(printLane),
  cell: cell.map(printCell),
};

/** Text that is nearly an id: one with some of its characters replaced. */
const nearly = (kind: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      printed[kind] as fc.Arbitrary<string>,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom("%", "/", "+", ",", ":", "-", "@", ".", "%61", "%e9", "A", " ", "")), { maxLength: 3 }),
    )
    .map(([text, changes]) =>
      changes.reduce((result, [at, put]) => result.slice(0, at % (result.length + 1)) + put + result.slice((at % (result.length + 1)) + 1), text),
    );

describe("ids", () => {
  test("print as in the design", () => {
    const wasmtime = { runtime: "wasmtime", version: "49.0.3", keep: "kvm", launcher: "qemu", accelerator: "tcg", architecture: "x86_64" };
    expect(printLane(wasmtime)).toBe("wasmtime@49.0.3/kvm:qemu:tcg-x86_64");
    expect(printLane({ ...wasmtime, variant: "pulley" })).toBe("wasmtime@49.0.3+pulley/kvm:qemu:tcg-x86_64");
    expect(printRelease({ runtime: "enarx", version: "path:/x/a+b, c(1)" })).toBe("enarx@path:/x/a%2Bb%2C%20c%281%29");
  });

  test("a cell, its build, its route and its lane come back from what they print, whatever the version holds", () => {
    fc.assert(
      fc.property(cell, (own) => {
        const { workload, language, toolchain, target: to } = own;
        expect(parseCell(printCell(own))).toEqual(own);
        expect(parseLane(printLane(own.lane))).toEqual(own.lane);
        expect(parseBuild(printBuild(own))).toEqual({ workload, language, toolchain, target: to });
        expect(parseRoute(printRoute(own))).toEqual({ language, toolchain, target: to });
      }),
      { numRuns: 500 },
    );
  });

  test("two different cells never print alike", () => {
    fc.assert(
      fc.property(cell, cell, (a, b) => {
        expect(printCell(a) === printCell(b)).toBe(JSON.stringify(parseCell(printCell(a))) === JSON.stringify(parseCell(printCell(b))));
      }),
    );
  });

  test.each(Object.keys(parsers))("text is a %s that prints back to the same text, or a GatehouseError", (kind) => {
    fc.assert(
      fc.property(fc.oneof(nearly(kind), fc.string({ unit: "binary" })), (text) => {
        let again: string;
        try {
          again = parsers[kind]?.(text) ?? "";
        } catch (error) {
          expect(error).toBeInstanceOf(GatehouseError);
          expect(error).toMatchObject({ code: "id/malformed", exitCode: 2 });
          return;
        }
        expect(again).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    "w@%61/nil:host-x86_64",
    "w@a%2Fb/nil:host-x86_64",
    "w@%e9/nil:host-x86_64",
    "w@%zz/nil:host-x86_64",
    "w@/nil:host-x86_64",
    "w@1/nil:host-x86_64\n",
  ])("%j is no lane: only one text names it", (text) => {
    expect(() => parseLane(text)).toThrow(GatehouseError);
  });
});

test.each([
  ["wasmtime@49.0.3/nil:host-x86_64", true, true],
  ["wasmtime@49.0.3+pulley/nil:host-x86_64", true, false],
  ["wasmtime@49.0.3/nil:qemu-user-aarch64", false, false],
  ["wasmtime@49.0.3/kvm:qemu:tcg-x86_64", false, false],
])("%s is bare: %s, and plain: %s", (text, bare, plain) => {
  expect([isBare(parseLane(text)), isPlain(parseLane(text))]).toEqual([bare, plain]);
});

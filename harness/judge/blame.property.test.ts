import fc from "fast-check";
import { expect, test } from "vitest";
import type { Standing } from "../model/expectation.ts";
import { type CellId, type LaneId, parseCell, printLane, printRoute } from "../model/ids.ts";
import type { Blame, Capability, CellState } from "../model/words.ts";
import { blamer } from "./blame.ts";
import type { Witness } from "./witness.ts";

/** A small world: every case by every route in every lane. Two C toolchains; C++ shares one of their compilers. */
const cases = {
  "one/a": ["stdout"],
  "two/a": ["stdout", "args"],
  "three/a": ["stdout", "args", "files.read"],
  "four/a": ["files.read", "stdout"],
  "five/a": ["stdout", "random"],
  "pair/a": ["stdout", "files.read"],
} as const satisfies Record<string, readonly Capability[]>;
const routes = {
  "c/zig-cc.wasip1": "zig",
  "c/clang.wasip1": "clang",
  "cpp/zig-cpp.wasip1": "zig",
  "rust/rustc.wasip1": "rustc",
  "go/go.wasip1": "go",
} as const;
const lanes = [
  "v@1.0.0/nil:host-x86_64",
  "v@2.0.0/nil:host-x86_64",
  "v@2.0.0/kvm:qemu:tcg-x86_64",
  "w@1.0.0/nil:host-x86_64",
  "w@1.0.0/kvm:qemu:tcg-x86_64",
  "w@1.0.0+slow/nil:host-x86_64",
  "u@1.0.0/nil:host-x86_64",
  "v@2.0.0/nil:qemu-user-aarch64",
];
// One role of pair runs in the virtual machine, the others beside it: where there is one of the same release.
const isPair = ({ workload }: CellId): boolean => workload === "pair";
const cellsOf = (names: readonly string[], byRoutes: readonly string[], inLanes: readonly string[]): CellId[] =>
  names
    .flatMap((name) => byRoutes.flatMap((route) => inLanes.map((lane) => parseCell(`${name},${route},${lane}`))))
    .filter((id) => !isPair(id) || (id.lane.keep === "nil" && lanes.includes(printLane(machineOf(id)))));
const machineOf = ({ lane }: CellId): LaneId => ({ ...lane, keep: "kvm", launcher: "qemu", accelerator: "tcg" });
const all = cellsOf(Object.keys(cases), Object.keys(routes), lanes);
type Id = CellId;

const needsOf = (id: Id): readonly Capability[] => cases[`${id.workload}/${id.case}` as keyof typeof cases];
const compilerOf = (id: Id): string => routes[`${id.language}/${id.toolchain}.${id.target}` as keyof typeof routes];

/** One fault, what it breaks, and who is to blame. */
interface Fault {
  readonly name: string;
  readonly breaks: (id: Id) => boolean;
  readonly on: Blame["on"];
}

const capability = fc.constantFrom<Capability>("stdout", "args", "files.read", "random");
const pick = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const one = pick(all);
const fault: fc.Arbitrary<Fault> = fc.oneof(
  one.map((of): Fault => ({ name: `the contract of ${of.workload}`, breaks: (id) => id.workload === of.workload, on: "workload" })),
  one.map(
    (of): Fault => ({
      name: `the port of ${of.workload} in ${of.language}`,
      breaks: (id) => id.workload === of.workload && id.language === of.language,
      on: "workload",
    }),
  ),
  fc.tuple(one, capability).map(
    ([of, need]): Fault => ({
      name: `${need} by ${compilerOf(of)}`,
      breaks: (id) => compilerOf(id) === compilerOf(of) && needsOf(id).includes(need),
      on: "toolchain",
    }),
  ),
  fc.tuple(one, capability, fc.boolean(), fc.boolean()).map(
    ([of, need, everyRelease, everyLanguage]): Fault => ({
      name: `${need} in ${of.lane.runtime} ${everyRelease ? "" : of.lane.version} ${everyLanguage ? "" : of.language}`,
      breaks: (id) =>
        id.lane.runtime === of.lane.runtime &&
        (everyRelease || id.lane.version === of.lane.version) &&
        (everyLanguage || id.language === of.language) &&
        needsOf(id).includes(need),
      on: "runtime",
    }),
  ),
  fc.tuple(capability, fc.boolean()).map(
    ([need, everyLanguage]): Fault => ({
      name: `${need} in kvm`,
      breaks: (id) => (id.lane.keep === "kvm" || isPair(id)) && (everyLanguage || id.language === "go") && needsOf(id).includes(need),
      on: "keep",
    }),
  ),
  capability.map(
    (need): Fault => ({
      name: `${need} on this machine`,
      breaks: (id) => id.lane.keep === "nil" && id.lane.launcher === "host" && needsOf(id).includes(need),
      on: "machine",
    }),
  ),
);

/** One fault shows itself in the same way everywhere, or in a way of its own by each language, or in each case. */
type Shows = "alike" | "by-language" | "by-case";
const failing = (detail: string): CellState => ({ is: "judged", verdict: { is: "fail", cause: "stdout", detail } });
const detailOf = (id: Id, shows: Shows): string => (shows === "alike" ? "d" : shows === "by-language" ? id.language : `${id.workload}/${id.case}`);
const known = { is: "known-failure" } as Standing;
const passing: CellState = { is: "judged", verdict: { is: "pass" } };

/** `excused`: cells that fail by something else, of which a reason is written. */
const blames = (planted: Fault, seen: readonly Id[], shows: Shows = "alike", excused: ReadonlySet<Id> = new Set()): Blame[] => {
  const cells = seen.map(
    (id): Witness => ({
      id,
      artifact: `${id.workload}/${id.case},${printRoute(id)}`,
      state: excused.has(id) ? failing("d") : planted.breaks(id) ? failing(detailOf(id, shows)) : passing,
      ...(excused.has(id) ? { standing: known } : {}),
      ...(isPair(id) ? { elsewhere: { server: machineOf(id) } } : {}),
    }),
  );
  const blame = blamer(cells, { needs: ({ id }) => needsOf(id), compiler: ({ id }) => compilerOf(id), foreign: () => [] });
  return cells.filter((cell) => cell.state !== passing && !cell.standing).map(blame);
};

test("for one planted fault and any part of the world, with other failures that are known, blame is right or undetermined, never wrong", () => {
  const world = fc.oneof(
    fc.subarray(all, { minLength: 1 }),
    // Whole lanes, whole languages: what runs really leave out.
    fc
      .tuple(fc.subarray(lanes, { minLength: 1 }), fc.subarray(Object.keys(routes), { minLength: 1 }), fc.subarray(Object.keys(cases), { minLength: 1 }))
      .map(([inLanes, byRoutes, ofCases]) => cellsOf(ofCases, byRoutes, inLanes)),
  );
  fc.assert(
    fc.property(fault, world, fc.constantFrom<Shows>("alike", "by-language", "by-case"), fc.subarray(all), (planted, seen, shows, excused) => {
      const wrong = blames(planted, seen, shows, new Set(excused)).filter(({ on }) => on !== planted.on && on !== "undetermined");
      expect(wrong, planted.name).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("where the whole world was seen, most faults are told", () => {
  const told = fc.sample(fault, { numRuns: 300, seed: 7 }).flatMap((planted) => blames(planted, all).map(({ on }) => on === planted.on));
  expect(told.filter(Boolean).length / told.length).toBeGreaterThan(0.9);
});

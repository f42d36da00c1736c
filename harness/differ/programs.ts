import fc from "fast-check";
import { xorshift128plus } from "pure-rand/generator/xorshift128plus";
import { base, type Call, closedBy, givenBy, type Program, usedBy } from "./call.ts";
import type { Vocabulary } from "./vocabulary.ts";

const most = { openings: 4, calls: 12 };

/** The most calls that a program has. */
export const mostCalls = most.openings + most.calls;

/** Leaves out calls that use what no call before them has opened. */
export const sensible = (calls: Program, { namesClosed }: Pick<Vocabulary, "namesClosed">): Program => {
  const open = new Set<string>([base]);
  const closed = new Set<string>();
  const can = (name: string): boolean => open.has(name) || (namesClosed && closed.has(name));
  return calls.filter((call: Call) => {
    if (!usedBy(call).every(can)) return false;
    const gone = closedBy(call);
    if (gone !== undefined) {
      open.delete(gone);
      closed.add(gone);
    }
    const given = givenBy(call);
    // A new descriptor may have the number of one that was closed.
    if (given.length > 0) closed.clear();
    for (const name of given) open.add(name);
    return true;
  });
};

/** Programs of a vocabulary. */
export const programsOf = (vocabulary: Vocabulary): fc.Arbitrary<Program> =>
  fc
    .tuple(
      fc.array(vocabulary.openings, { maxLength: most.openings, size: "max" }),
      fc.array(vocabulary.calls, { minLength: 1, maxLength: most.calls, size: "max" }),
    )
    .map(([openings, calls]) => sensible([...openings, ...calls], vocabulary));

/** A program with all that takes to make it smaller. */
export interface Grown {
  readonly value: Program;
  /** Programs that are a step smaller, the smallest first. */
  readonly smaller: () => Iterable<Grown>;
}

const grown = (arbitrary: fc.Arbitrary<Program>, value: Program, context: unknown): Grown => ({
  value,
  *smaller() {
    for (const next of arbitrary.shrink(value, context)) yield grown(arbitrary, next.value, next.context);
  },
});

/** The program with a number, of a seed: always the same. */
export const programOf = (arbitrary: fc.Arbitrary<Program>, seed: number, number: number): Grown => {
  // Seeds that differ little must not give programs that do.
  const mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35);
  const { value, context } = arbitrary.generate(new fc.Random(xorshift128plus(mixed | 0)), undefined);
  return grown(arbitrary, value, context);
};

/** A program that somebody wrote: it stays as it is. */
export const given = (value: Program): Grown => ({ value, smaller: () => [] });

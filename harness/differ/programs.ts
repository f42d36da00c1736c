import fc from "fast-check";
import { xorshift128plus } from "pure-rand/generator/xorshift128plus";
import { base, type Call, closedBy, functionOf, givenBy, type Program, usedBy } from "./call.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { missing } from "./words.ts";

const most = { openings: 4, calls: 12 };

/** The most calls that a program has. */
export const mostCalls = most.openings + most.calls;

/** Leaves out calls that use what no call before them has opened. */
export const sensible = (calls: Program, { namesClosed, spends }: Pick<Vocabulary, "namesClosed" | "spends">): Program => {
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
    if (spends.has(functionOf(call))) for (const name of usedBy(call)) open.delete(name);
    const given = givenBy(call);
    // A new descriptor may have the number of one that was closed.
    if (given.length > 0) closed.clear();
    for (const name of given) open.add(name);
    return true;
  });
};

/** Programs of one vocabulary, by seed and number; and what is a step smaller than one. */
export class Programs {
  readonly #vocabulary: Vocabulary;
  readonly #whole: fc.Arbitrary<Program>;
  readonly #part: fc.Arbitrary<Program>;

  constructor(vocabulary: Vocabulary) {
    const { openings, calls } = vocabulary;
    this.#vocabulary = vocabulary;
    this.#whole = fc
      .tuple(fc.array(openings, { maxLength: most.openings, size: "max" }), fc.array(calls, { minLength: 1, maxLength: most.calls, size: "max" }))
      .map(([first, then]) => [...first, ...then]);
    this.#part = fc.array(fc.oneof(calls, openings), { maxLength: mostCalls, size: "max" });
  }

  /** The program with a number, of a seed: always the same. Its first calls open what others use. */
  of(seed: number, number: number): Program {
    // Seeds that differ little must not give programs that do.
    const mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35);
    return sensible(this.#whole.generate(new fc.Random(xorshift128plus(mixed | 0)), undefined).value, this.#vocabulary);
  }

  /** Programs that are a step smaller, as fast-check takes them: with fewer calls, or with simpler words. Then those with another path of nothing. */
  *smaller(program: Program): Generator<Program> {
    for (const { value } of this.#part.shrink(program, undefined)) {
      const own = sensible(value, this.#vocabulary);
      if (own.length > 0) yield own;
    }
    for (const [at, call] of program.entries()) {
      const words = call.split(" ");
      for (const [place, word] of words.entries()) if (missing.others.has(word)) yield program.with(at, words.with(place, missing.path).join(" "));
    }
  }
}

/** A call of a program with only those before it that open what it uses, or what these use. */
export const sliceOf = (program: Program, at: number): Program => {
  const needed = new Set<string>();
  return program
    .slice(0, at + 1)
    .toReversed()
    .filter((call, back) => {
      if (back > 0 && !givenBy(call).some((name) => needed.has(name))) return false;
      for (const name of givenBy(call)) needed.delete(name);
      for (const name of usedBy(call)) needed.add(name);
      needed.delete(base);
      return true;
    })
    .toReversed();
};

import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawnFact } from "./drawn.ts";

const bitsOf = (bytes: Buffer): number[] => [...bytes].flatMap((byte) => [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => (byte >> bit) & 1));

describe("figures of random bytes", () => {
  test("agree with slow ways to count them", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.constantFrom(0, 1, 3, 128, 255), { minLength: 48, maxLength: 48 }),
        (size, draws, values) => {
          const bytes = Buffer.from(values.slice(0, size * draws));
          const fact = drawnFact(bytes, size);
          const bits = bitsOf(bytes);
          expect(fact.changes).toBe(bits.filter((bit, at) => at > 0 && bit !== bits[at - 1]).length);
          const runs = bytes.toString("latin1").match(/(.)\1*/gs) as string[];
          expect(fact.longest).toBe(Math.max(...runs.map(({ length }) => length)));
          const counts = Array.from({ length: size * 8 }, (_, at) => bits.filter((bit, index) => bit === 1 && index % (size * 8) === at).length);
          expect([fact.fewest.set, fact.most.set]).toEqual([Math.min(...counts), Math.max(...counts)]);
          expect([counts[fact.fewest.byte * 8 + fact.fewest.bit], counts[fact.most.byte * 8 + fact.most.bit]]).toEqual([fact.fewest.set, fact.most.set]);
        },
      ),
    );
  });

  test("even bytes have no divergence, equal ones the most", () => {
    expect(drawnFact(Buffer.from(Uint8Array.from({ length: 1024 }, (_, at) => at)), 16).divergence).toBeCloseTo(0);
    expect(drawnFact(Buffer.alloc(1024), 16).divergence).toBeCloseTo(1024 * Math.log(256));
  });

  test("what comes again is found at any distance of a block or more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 31, max: 400 }), (from, to) => {
        const bytes = randomBytes(1024);
        bytes.copy(bytes, from + to, from, from + 31);
        const { repeats, repeatAt = -1 } = drawnFact(bytes, 16);
        expect(repeats).toBeGreaterThan(0);
        expect(repeatAt).toBeGreaterThanOrEqual(from + to);
        expect(repeatAt).toBeLessThan(from + to + 16);
      }),
    );
    expect(drawnFact(Buffer.from(Uint8Array.from({ length: 256 }, (_, at) => at)), 16)).not.toHaveProperty("repeatAt");
  });
});

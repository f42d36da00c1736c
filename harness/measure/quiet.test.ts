import fc from "fast-check";
import { expect, test } from "vitest";
import { type Busy, busiest, whyNoisy } from "./quiet.ts";

const cores = fc.option(fc.double({ min: 0, max: 64, noNaN: true }), { nil: undefined });
const busy: fc.Arbitrary<Busy> = fc.record({ before: cores, after: cores });

test("what nobody has looked at is never quiet, and else the busier end counts", () => {
  fc.assert(
    fc.property(busy, fc.double({ min: 0, max: 64, noNaN: true }), (own, most) => {
      const known = own.before !== undefined && own.after !== undefined;
      expect(whyNoisy(own, most) === undefined).toBe(known && Math.max(own.before ?? 0, own.after ?? 0) <= most);
    }),
  );
  expect(whyNoisy({ before: 0.1, after: 1.234 }, 0.5)).toBe("others kept 1.23 cores busy, more than 0.5");
});

test("several runs are as quiet as the busiest of them", () => {
  fc.assert(
    fc.property(fc.array(busy, { minLength: 1 }), fc.double({ min: 0, max: 64, noNaN: true }), (all, most) => {
      expect(whyNoisy(busiest(all), most) === undefined).toBe(all.every((own) => whyNoisy(own, most) === undefined));
    }),
  );
});

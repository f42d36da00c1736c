import fc from "fast-check";
import { expect, test } from "vitest";
import { byVersion } from "./semver.ts";

test("versions stand by their numbers, what is none by its text", () => {
  expect(["1.10.0", "1.9.0", "0.0.9", "1.10.0-rc.1"].sort(byVersion)).toEqual(["0.0.9", "1.9.0", "1.10.0-rc.1", "1.10.0"]);
  expect(["nightly", "debug"].sort(byVersion)).toEqual(["debug", "nightly"]);
});

test("the order is one, whichever stands first", () => {
  const version = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)).map((numbers) => numbers.join("."));
  fc.assert(
    fc.property(version, version, (a, b) => {
      expect(Math.sign(byVersion(a, b)) + Math.sign(byVersion(b, a))).toBe(0);
    }),
  );
});

import { expect, test } from "vitest";
import { unclaimedOf } from "./claims.ts";

test.each([
  [["args", "udp"], ["args"], ["udp"]],
  [["args"], [], ["args"]],
  [[], ["args"], []],
  // Whoever has nothing of a target does not even end its programs.
  [[], [], ["exit-status"]],
] as const)("of needs %j and claims %j, %j are not claimed", (needs, claims, lacking) => {
  expect(unclaimedOf(needs, claims)).toEqual(lacking);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawFlips, type Flippable, isQuiet, kinds, makeFlippable, tryFlip } from "./flips.ts";

describe("one flipped byte", { timeout: 240_000 }, () => {
  let flippable: Flippable;
  beforeAll(async () => {
    flippable = await makeFlippable();
  }, 240_000);
  afterAll(() => flippable?.remove());

  test("of an engine, a toolchain, an artifact, a journal or a record is noticed, and put back it is none", async () => {
    const flips = drawFlips(flippable, 40, Math.floor(Math.random() * 2 ** 31));
    const missed: (string | undefined)[] = [];
    for (const flip of flips) missed.push(await tryFlip(flippable, flip, "check"));
    expect(missed.filter((text) => text !== undefined)).toEqual([]);
    for (const flip of flips.slice(0, kinds.length)) expect([flip.file, await isQuiet(flippable, flip)]).toEqual([flip.file, true]);
  });

  test.each(kinds)("of each kind stops the command line before a verdict: %s", async (kind) => {
    const [flip] = drawFlips(flippable, 50, 7).filter((each) => each.kind === kind && !each.file.endsWith(".d.ts"));
    if (!flip) throw new Error(`no flip of ${kind} was drawn`);
    expect(await tryFlip(flippable, flip, "command")).toBeUndefined();
  });
});

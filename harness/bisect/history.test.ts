import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { counted, type History, nextToAsk, type Outcome, search, turnsOf } from "./history.ts";

const releases = 30;
const apart = 4;

const searched = async (truth: readonly Outcome[], gap = apart): Promise<{ readonly history: History; readonly questions: number[] }> => {
  const questions: number[] = [];
  const history = await search(truth.length, gap, (index) => {
    questions.push(index);
    return Promise.resolve(truth[index] as Outcome);
  });
  return { history, questions };
};

/** All turns of a history that is known whole. */
const wholeTurns = (truth: readonly Outcome[]) => turnsOf(truth);

const changesAt = (position: number, before: Outcome, after: Outcome): Outcome[] =>
  Array.from({ length: releases }, (_, index) => (index < position ? before : after));

const anyOutcome = fc.constantFrom<Outcome>("pass", "fail", "unsupported", "untestable");
const anyHistory = fc.array(anyOutcome, { minLength: 1, maxLength: releases });

describe("a history of 30 releases", () => {
  const positions = Array.from({ length: releases }, (_, index) => index);

  test.each(positions)("that breaks at release %i is searched by halves", async (position) => {
    const { history, questions } = await searched(changesAt(position, "pass", "fail"), releases);
    const turn = { before: position - 1, after: position, skipped: [] };
    // One that fails from its beginning has no release to hold the first one against.
    expect(turnsOf(history)).toEqual(position === 0 ? [] : [turn]);
    expect(questions.length).toBeLessThanOrEqual(position === 0 ? releases : 2 + Math.ceil(Math.log2(releases)));
  });

  test.each(positions)("that is mended at release %i is searched alike", async (position) => {
    const { history } = await searched(changesAt(position, "fail", "pass"));
    expect(turnsOf(history)).toEqual(position === 0 ? [] : [{ before: position - 1, after: position, skipped: [] }]);
  });

  test.each(positions)("with one bad release, %i, is searched until it is found", async (position) => {
    const truth = changesAt(releases, "pass", "fail").map((own, index): Outcome => (index === position ? "fail" : own));
    const { history } = await searched(truth);
    expect(turnsOf(history)).toEqual(wholeTurns(truth));
  });

  test("whose skipped releases lie around the change at each position names all that may be the first bad one", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: releases - 1 }),
        fc.array(fc.boolean(), { minLength: releases, maxLength: releases }),
        async (position, skips) => {
          const truth = changesAt(position, "pass", "fail").map((own, index): Outcome => (skips[index] ? "untestable" : own));
          const { history } = await searched(truth);
          expect(turnsOf(history)).toEqual(wholeTurns(truth));
          for (const { before, after, skipped } of turnsOf(history)) {
            expect([truth[before], truth[after]]).toEqual(["pass", "fail"]);
            expect(skipped).toEqual(positions.slice(before + 1, after));
            expect(position).toBeGreaterThan(before);
            expect(position).toBeLessThanOrEqual(after);
          }
        },
      ),
    );
  });
});

describe("any history", () => {
  test("asked whole has all its turns", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (truth) => {
        const { history } = await searched(truth, 0);
        expect(turnsOf(history)).toEqual(wholeTurns(truth));
      }),
    );
  });

  test("has no turn told that it has not, and no entry is asked twice", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.integer({ min: 0, max: releases }), async (truth, gap) => {
        const { history, questions } = await searched(truth, gap);
        expect(new Set(questions).size).toBe(questions.length);
        for (const [index, own] of history.entries()) expect(own === undefined || own === truth[index]).toBe(true);
        for (const turn of turnsOf(history)) {
          expect(counted(history)[turn.before]).not.toBe(counted(history)[turn.after]);
          for (let index = turn.before + 1; index < turn.after; index++) expect(counted(history)[index]).toBe("untestable");
        }
      }),
    );
  });

  test("that turns at all has a turn told", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (truth) => {
        const { history } = await searched(truth, releases);
        expect(turnsOf(history).length > 0).toBe(wholeTurns(truth).length > 0);
      }),
    );
  });

  test("with phases longer than the gap that may stay unasked has all its turns told", async () => {
    const phases = fc.array(fc.integer({ min: apart + 1, max: 10 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(phases, fc.boolean(), async (lengths, first) => {
        const truth = lengths.flatMap((length, phase) => Array.from({ length }, (): Outcome => ((phase % 2 === 0) === first ? "pass" : "fail")));
        const { history } = await searched(truth);
        expect(turnsOf(history)).toEqual(wholeTurns(truth));
      }),
    );
  });
});

describe("what is skipped", () => {
  test("is a release without support where a failure is sought", () => {
    expect(turnsOf(["pass", "unsupported", "fail"])).toEqual([{ before: 0, after: 2, skipped: [1] }]);
    expect(turnsOf(["unsupported", "pass", "fail"])).toEqual([{ before: 1, after: 2, skipped: [] }]);
  });

  test("is none where the support itself came or went", () => {
    expect(turnsOf(["pass", "unsupported", "unsupported"])).toEqual([{ before: 0, after: 1, skipped: [] }]);
    expect(turnsOf(["unsupported", "untestable", "pass"])).toEqual([{ before: 0, after: 2, skipped: [1] }]);
  });

  test("may be everything", async () => {
    const { history, questions } = await searched(["untestable", "untestable", "untestable"]);
    expect([turnsOf(history), questions.length, nextToAsk(history, apart)]).toEqual([[], 3, undefined]);
  });
});

test("a search that is told to stop keeps what it has", async () => {
  const truth = changesAt(17, "pass", "fail");
  const history = await search(
    releases,
    apart,
    (index) => Promise.resolve(truth[index] as Outcome),
    (own) => own.filter(Boolean).length < 4,
  );
  expect(history.filter((own) => own !== undefined)).toHaveLength(4);
});

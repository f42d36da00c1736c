import { describe, expect, test } from "vitest";
import type { Told } from "./answers.ts";
import { Asked } from "./asked.ts";
import type { Program } from "./call.ts";
import type { Ask } from "./pair.ts";

/** A lane that keeps what it was asked, and ends the process at a call `end`, or at `stray` if another program came before. */
class Lane {
  readonly asked: string[][] = [];
  most = 0;
  #running = 0;

  readonly ask: Ask = async (programs) => {
    this.asked.push(programs.map((own) => own.join(" ")));
    this.most = Math.max(this.most, ++this.#running);
    await new Promise(setImmediate);
    this.#running--;
    const told: Told[] = [];
    for (const [place, program] of programs.entries()) {
      const at = program.findIndex((call) => call === "end" || (call === "stray" && place > 0));
      if (at >= 0) return [...told, { lines: program.slice(0, at), ended: "trap" }];
      told.push({ lines: program });
    }
    return told;
  };
}

const make = ({ together = 10, jobs = 1, stopped = (): boolean => false } = {}) => {
  const [left, right] = [new Lane(), new Lane()];
  return { left, right, asked: new Asked([left.ask, right.ask], { together, jobs, stopped }) };
};
const tell = (asked: Asked, ...programs: readonly Program[]) => Promise.all(programs.map((own) => asked.about(own)));
const named = (count: number): Program[] => Array.from({ length: count }, (_, at) => [`p${at}`]);
const whole = (own: Program) => [{ lines: own }, { lines: own }];

describe("programs", () => {
  test("that are asked about in one turn share a process, up to so many, and each gets its own answer", async () => {
    const { left, right, asked } = make({ together: 3 });
    const programs = named(7);
    expect(await tell(asked, ...programs)).toEqual(programs.map(whole));
    expect(left.asked).toEqual([["p0", "p1", "p2"], ["p3", "p4", "p5"], ["p6"]]);
    expect(right.asked).toEqual(left.asked);
  });

  test.each([1, 2, 3])("run in at most %i processes of each lane at once", async (jobs) => {
    const { left, right, asked } = make({ together: 2, jobs });
    await tell(asked, ...named(12));
    expect([left.most, right.most]).toEqual([jobs, jobs]);
  });

  test("run once, however often they are asked about", async () => {
    const { left, asked } = make();
    const again = asked.about(["a", "b"]);
    expect(asked.about(["a", "b"])).toBe(again);
    await again;
    expect(await asked.about(["a", "b"])).toEqual(whole(["a", "b"]));
    expect(left.asked).toEqual([["a b"]]);
    // The same words as two calls and as one are two programs.
    await asked.about(["a b"]);
    expect(left.asked).toHaveLength(2);
  });

  test("that run alone share no process, run each time, and come before others", async () => {
    const { left, asked } = make();
    const told = [asked.about(["p0"]), asked.about(["p1"]), asked.alone(["own"]), asked.alone(["own"])];
    expect(await Promise.all(told)).toEqual([["p0"], ["p1"], ["own"], ["own"]].map(whole));
    expect(left.asked).toEqual([["own"], ["own"], ["p0", "p1"]]);
  });
});

describe("a program that ends its process", () => {
  test("runs again alone, and those behind it run without it", async () => {
    const { left, asked } = make();
    const told = await tell(asked, ["p0"], ["begin", "end"], ["p1"], ["p2"]);
    const ended = { lines: ["begin"], ended: "trap" };
    expect(told).toEqual([whole(["p0"]), [ended, ended], whole(["p1"]), whole(["p2"])]);
    expect(left.asked).toEqual([["p0", "begin end", "p1", "p2"], ["begin end"], ["p1", "p2"]]);
  });

  test("only behind another is not the one to blame: what it tells alone holds", async () => {
    const { left, asked } = make();
    expect(await tell(asked, ["p0"], ["stray"])).toEqual([whole(["p0"]), whole(["stray"])]);
    expect(left.asked.at(-1)).toEqual(["stray"]);
  });

  test("in one lane alone is held against what the other lane tells of it", async () => {
    const [ending, going] = [new Lane(), new Lane()];
    const plain: Ask = async (programs) => {
      await going.ask([]);
      return programs.map((own) => ({ lines: own }));
    };
    const asked = new Asked([ending.ask, plain], { together: 4, jobs: 1, stopped: () => false });
    expect(await tell(asked, ["end"], ["p0"])).toEqual([[{ lines: [], ended: "trap" }, { lines: ["end"] }], whole(["p0"])]);
  });

  test("does so in each place: all of them are told of", async () => {
    const { asked } = make({ together: 5, jobs: 2 });
    const programs = Array.from({ length: 15 }, (_, at) => (at % 4 === 0 ? [`p${at}`, "end"] : [`p${at}`]));
    const told = await tell(asked, ...programs);
    expect(told.map((both) => both?.map(({ lines, ended }) => [lines[0], ended]))).toEqual(
      programs.map(([name, end]) => [name, end && "trap"]).map((own) => [own, own]),
    );
  });
});

test("who wants to know no more is told nothing, and no lane is asked", async () => {
  const { left, asked } = make({ stopped: () => true });
  expect(await Promise.all([...named(3).map((own) => asked.about(own)), asked.alone(["own"])])).toEqual([undefined, undefined, undefined, undefined]);
  expect(left.asked).toEqual([]);
});

test("who wants to know no more meanwhile is not told half", async () => {
  let stopped = false;
  const { left, asked } = make({ together: 2, stopped: () => stopped });
  const first = asked.about(["p0"]).then((both) => {
    stopped = true;
    return both;
  });
  const others = named(5).slice(1);
  const told = await Promise.all([first, ...others.map((own) => asked.about(own))]);
  expect(told).toEqual([whole(["p0"]), whole(["p1"]), undefined, undefined, undefined]);
  expect(left.asked).toEqual([["p0", "p1"]]);
});

test("an error of a lane is that of the programs in the process, and the next ones run", async () => {
  const lane = new Lane();
  const broken: Ask = async (programs) => {
    if (programs.some(([call]) => call === "p1")) throw new Error("no engine");
    return lane.ask(programs);
  };
  const asked = new Asked([broken, new Lane().ask], { together: 2, jobs: 1, stopped: () => false });
  const told = await Promise.allSettled(named(4).map((own) => asked.about(own)));
  expect(told.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled", "fulfilled"]);
  expect(told[0]).toMatchObject({ reason: new Error("no engine") });
});

import { describe, expect, test } from "vitest";
import { madeLines } from "../judge/run.fixture.ts";
import { replay, type Subscriber, toAudience } from "./subscriber.ts";

const lines = madeLines({ "args/none,c/cc.wasip1": {}, "args/plain,c/cc.wasip1": "lost" });

/** A subscriber that writes down what it hears. */
const listener = (name: string, heard: string[]): Subscriber => ({
  name,
  begin: (header) => heard.push(`${name} begin ${header.run}`),
  line: (line) => heard.push(`${name} ${line.kind}`),
  end: (summary) => heard.push(`${name} end ${summary === undefined ? "without" : "with"} a summary`),
});

describe("an audience", () => {
  test("hears a journal in its order, the header first", () => {
    const heard: string[] = [];
    replay(
      lines,
      toAudience([listener("a", heard)], () => {}),
    );
    expect(heard).toEqual([`a begin ${lines[0].run}`, ...lines.slice(1).map(({ kind }) => `a ${kind}`)]);
  });

  test("is heard by each in turn, by those too that want the end alone", () => {
    const heard: string[] = [];
    const audience = toAudience([listener("a", heard), { name: "b", end: () => heard.push("b end") }, { name: "c" }], () => {});
    replay(lines.slice(0, 3), audience);
    audience.end(undefined);
    expect(heard).toEqual([`a begin ${lines[0].run}`, "a worker", "a case", "a end without a summary", "b end"]);
    expect(audience.broken()).toEqual([]);
  });

  test.each<[string, Partial<Subscriber>, number]>([
    [
      "begin",
      {
        begin: () => {
          throw new Error("no room");
        },
      },
      0,
    ],
    [
      "a line",
      {
        line: () => {
          throw new Error("no room");
        },
      },
      0,
    ],
    [
      "the end",
      {
        end: () => {
          throw new Error("no room");
        },
      },
      lines.length - 1,
    ],
  ])("leaves out one that throws at %s: told once, and the others go on", (_, part, heardBefore) => {
    const [heard, told, own]: [string[], string[], string[]] = [[], [], []];
    const audience = toAudience([{ name: "bad", line: () => own.push("line"), ...part }, listener("good", heard)], (text) => told.push(text));
    replay(lines, audience);
    audience.end(undefined);
    audience.end(undefined);
    expect(told).toEqual(["bad failed: no room"]);
    expect(audience.broken()).toEqual(["bad"]);
    expect(own).toHaveLength(heardBefore);
    expect(heard).toHaveLength(lines.length + 2);
  });

  test("can be one of another's subscribers", () => {
    const heard: string[] = [];
    const inner = toAudience([listener("a", heard)], () => {});
    replay(
      lines,
      toAudience([inner], () => {}),
    );
    expect(heard).toHaveLength(lines.length);
  });
});

import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { digest } from "../host/digest.ts";
import type { Program, Stream } from "../model/contract.ts";
import type { Observation } from "../model/generated/journal.ts";
import { drawnFact } from "./drawn.ts";
import { plain } from "./program.fixture.ts";
import { type OnDrawn, runTwice } from "./trial.ts";

const program = (stdout: Stream): Program => ({ ...plain, stdout });

const observation = (said: Buffer): Observation => ({
  argv: ["x"],
  raw: { code: 0, signal: null },
  ending: { how: "exit", code: 0 },
  stdout: { size: said.length, digest: digest(said) },
  stderr: { size: 0, digest: digest("") },
  files: [],
  wallMs: 1,
  userMs: null,
  systemMs: null,
  peakKib: null,
  leftProcesses: 0,
  cache: "none",
});

/** Says each text in turn, as the bytes that were drawn. */
const saying = (...texts: readonly Buffer[]): ((onDrawn: OnDrawn) => Promise<Observation>) => {
  const left = [...texts];
  return (onDrawn) => {
    const said = left.shift() as Buffer;
    onDrawn("stdout", said);
    return Promise.resolve(observation(said));
  };
};

describe("runTwice", () => {
  const fresh = program({ match: "fresh", size: 16, draws: 64 });

  test("each run is told what the other one wrote, with figures of both, in the stream that must be random alone", async () => {
    const [one, two] = [randomBytes(1024), randomBytes(1024)];
    const [first, second] = await runTwice(fresh, saying(one, two));
    const drawn = drawnFact(Buffer.concat([one, two]), 16);
    expect([first.stdout, second.stdout]).toEqual([
      { size: 1024, digest: digest(one), fresh: { other: digest(two), drawn } },
      { size: 1024, digest: digest(two), fresh: { other: digest(one), drawn } },
    ]);
    expect([first.stderr, second.stderr]).toEqual([observation(one).stderr, observation(one).stderr]);
  });

  test("there are no figures where one wrote too little", async () => {
    const [first] = await runTwice(fresh, saying(randomBytes(1024), randomBytes(1023)));
    expect(first.stdout.fresh).not.toHaveProperty("drawn");
  });
});

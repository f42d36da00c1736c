import { describe, expect, test } from "vitest";
import { digest } from "../host/digest.ts";
import type { Program, Stream } from "../model/contract.ts";
import type { Observation } from "../model/generated/journal.ts";
import { runTwice } from "./trial.ts";

const program = (stdout: Stream): Program => ({
  args: [],
  env: {},
  stdin: { text: "" },
  directories: [],
  sockets: [],
  exit: 0,
  stdout,
  stderr: { match: "free" },
  files: {},
});

const observation = (said: string): Observation => ({
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

const saying = (...texts: readonly string[]): (() => Promise<Observation>) => {
  const left = [...texts];
  return () => Promise.resolve(observation(left.shift() as string));
};

describe("runTwice", () => {
  test("each run is told what the other one wrote, in the stream that must differ alone", async () => {
    const [first, second] = await runTwice(program({ match: "fresh", size: 3 }), saying("one", "two"));
    expect([first.stdout, second.stdout]).toEqual([
      { size: 3, digest: digest("one"), other: digest("two") },
      { size: 3, digest: digest("two"), other: digest("one") },
    ]);
    expect([first.stderr, second.stderr]).toEqual([observation("").stderr, observation("").stderr]);
  });
});

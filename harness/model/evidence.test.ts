import { expect, test } from "vitest";
import { normaliseCase } from "../catalog/contract.ts";
import { evidenceOf, shownBy, unshown } from "./evidence.ts";
import type { CaseManifest, Expectations, Step } from "./generated/workload.ts";
import type { Capability } from "./words.ts";

const all = Object.keys(shownBy) as Capability[];
const caseOf = (expected: Partial<Expectations>, rest: Partial<CaseManifest> = {}) =>
  normaliseCase({ id: "x", needs: all, expect: { exit: 0, ...expected }, ...rest });

test("a program that does nothing shows that it ends, and nothing else", () => {
  for (const stream of [undefined, { match: "free" }, { match: "per-engine" }, { match: "exact", text: "" }, { match: "exact", random: 0 }] as const) {
    const own = caseOf(stream ? { stdout: stream, stderr: stream } : {});
    expect([...evidenceOf(own)]).toEqual(["ending"]);
    expect(unshown(own)).toEqual(all.filter((need) => need !== "exit-status" && need !== "exit-code"));
  }
  expect([...evidenceOf(caseOf({ exit: "killed" }, { steps: [{ run: "main" }, { kill: "main" }, { wait: "main" }] }))]).toEqual(["ending"]);
});

test("an empty answer, and a beginning of nothing, show nothing", () => {
  const none = { text: "", why: "POSIX" };
  for (const stdout of [
    { match: "prefix", text: "" },
    { match: "any", of: [none, { text: "x", why: "Linux" }] },
  ] as const)
    expect([...evidenceOf(caseOf({ stdout: stdout as never }))]).toEqual(["ending"]);
});

test("what endpoints answered is shown by what tells of it; a port that is printed, by who connects there", () => {
  const web = { name: "web", kind: "connect", to: "harness", endpoints: [{ path: "/" }] } as const;
  expect([...evidenceOf(caseOf({}, { sockets: [web as never] }))]).toEqual(["ending"]);
  expect([...evidenceOf(caseOf({ stdout: { match: "exact", text: "x" } }, { sockets: [web as never] }))]).toEqual(["ending", "stdout", "served"]);
  const steps: Step[] = [{ run: "main" }, { connect: "a", to: "main:own" }];
  const own = (printed?: true) => caseOf({}, { steps, sockets: [{ name: "own", kind: "listen", ...(printed ? { printed } : {}) }] });
  expect([[...evidenceOf(own())], [...evidenceOf(own(true))]]).toEqual([["ending"], ["ending", "exchange"]]);
});

test.each<[string, Partial<Expectations>, readonly Step[], string]>([
  ["an exact stream", { stdout: { match: "exact", text: "x" } }, [], "stdout"],
  ["a stream of a file", { stderr: { match: "exact", file: "x" } }, [], "stderr"],
  ["a beginning", { stdout: { match: "prefix", text: "x" } }, [], "stdout"],
  [
    "several answers",
    {
      stdout: {
        match: "any",
        of: [
          { text: "x", why: "POSIX" },
          { hex: "00", why: "Linux" },
        ],
      },
    },
    [],
    "stdout",
  ],
  ["random bytes", { stdout: { match: "fresh", size: 8, draws: 1 } }, [], "stdout"],
  ["the time", { stdout: { match: "now", within: 2 } }, [], "stdout"],
  ["a file", { files: { "/x": { text: "" } } }, [], "file"],
  ["a file that goes", { files: { "/x": { absent: true } } }, [], "file"],
  ["an exit code", { exit: 3 }, [], "code"],
  ["some failure", { exit: "nonzero" }, [], "code"],
  ["a trap", { exit: "trap" }, [], "trap"],
  ["a step that reads", {}, [{ read: "main", from: "stdout", content: { text: "x" } }], "stdout"],
  ["a step that receives", {}, [{ recv: "a", content: { hex: "00" } }], "exchange"],
  ["rounds", {}, [{ rounds: "a", times: 2, content: { random: 8 } }], "exchange"],
  ["a connection that it makes", {}, [{ accept: "a", at: "main:x" }], "exchange"],
  ["a response", {}, [{ request: "GET", to: "main:web", status: 200 }], "response"],
])("%s is evidence", (_, expected, steps, evidence) => {
  const own = caseOf(expected, steps.length > 0 ? { steps: [...steps] } : {});
  expect([...evidenceOf(own)]).toEqual(["ending", evidence]);
  expect(unshown(own)).toEqual(all.filter((need) => ![...shownBy[need]].some((each) => each === evidence || each === "ending")));
});

test("what is sent, connected or received as nothing is none", () => {
  const steps: Step[] = [
    { run: "main" },
    { connect: "a", to: "main:x" },
    { send: "a", content: { text: "x" } },
    { recv: "a", content: { text: "" } },
    { sleep: 1 },
  ];
  expect([...evidenceOf(caseOf({}, { steps }))]).toEqual(["ending"]);
});

test("an exit code tells of what a program takes in, not of the network", () => {
  expect(unshown({ ...caseOf({ exit: 3 }), needs: ["args", "stdin", "files.read", "udp", "dns", "http.serve", "sockets.accept", "traps"] })).toEqual([
    "udp",
    "dns",
    "http.serve",
    "sockets.accept",
    "traps",
  ]);
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digest } from "../host/digest.ts";
import type { Ending, Held, Observation, Verdict } from "../model/generated/journal.ts";
import type { Capability } from "../model/words.ts";
import { honest } from "../run/drawn.fixture.ts";
import { drawnFact } from "../run/drawn.ts";
import { judge } from "./judge.ts";
import type { Grounds } from "./program.ts";

type Exit = Held["exit"];

const heldTo = (exit: Exit, rest: Partial<Held> = {}): Grounds["held"] => ({
  main: { exit, stdout: { match: "exact", digest: digest("out") }, stderr: { match: "exact", digest: digest("err") }, ...rest },
});

const grounds = (exit: Exit, rest: Partial<Grounds> = {}): Grounds => ({ held: heldTo(exit), unclaimed: [], ...rest });

const observation = (ending: Ending, rest: Partial<Observation> = {}): Observation => ({
  argv: ["x"],
  raw: { code: ending.code ?? null, signal: ending.signal ?? null },
  ending,
  stdout: { size: 3, digest: digest("out") },
  stderr: { size: 3, digest: digest("err") },
  files: [],
  wallMs: 1,
  userMs: null,
  systemMs: null,
  peakKib: null,
  leftProcesses: 0,
  cache: "none",
  ...rest,
});

const exit = (code: number): Ending => ({ how: "exit", code });
const trap: Ending = { how: "trap", code: 134, message: "unreachable" };
const contracts: readonly Exit[] = [0, 3, "nonzero", "trap", "failure"];
/** Endings that a contract is content with, and others of a program that came to its end. */
const endings: readonly { contract: Exit; good: readonly Ending[]; bad: readonly Ending[] }[] = [
  { contract: 0, good: [exit(0)], bad: [exit(1), exit(3), trap] },
  { contract: 3, good: [exit(3)], bad: [exit(0), exit(1), exit(134), trap] },
  { contract: "nonzero", good: [exit(1), exit(3), exit(255)], bad: [exit(0), trap] },
  { contract: "trap", good: [trap, { how: "trap" }], bad: [exit(0), exit(1), exit(134)] },
  { contract: "failure", good: [trap, exit(1)], bad: [exit(0)] },
];
const goodOf = (contract: Exit): Ending => endings.find((each) => each.contract === contract)?.good[0] as Ending;

/** Endings after which nothing else that was seen can make a pass. */
const abnormal: readonly Ending[] = [
  { how: "exit" },
  ...(["time", "silence", "memory", "output", "processes", "space", "files", "word"] as const).map((limit): Ending => ({ how: "limit", limit })),
  { how: "limit" },
  { how: "signal", signal: "SIGSEGV" },
  { how: "signal", signal: "SIGKILL" },
  ...(["start", "missing-import", "refused-flag", "refused-module", "out-of-memory", "vanished"] as const).flatMap((how): Ending[] => [
    { how, message: "m" },
    { how, code: 0 },
  ]),
];

const text = fc.string({ maxLength: 8 });
const anyEnding: fc.Arbitrary<Ending> = fc.record(
  {
    how: fc.constantFrom<Ending["how"][]>(
      "exit",
      "trap",
      "signal",
      "start",
      "missing-import",
      "refused-flag",
      "refused-module",
      "out-of-memory",
      "limit",
      "vanished",
    ),
    code: fc.integer({ min: -1, max: 255 }),
    signal: fc.constantFrom("SIGKILL", "SIGABRT"),
    limit: fc.constantFrom("time" as const, "silence" as const, "memory" as const, "output" as const, "processes" as const),
    message: text,
  },
  { requiredKeys: ["how"] },
);
const anyStream = (own: string) =>
  fc.record(
    { size: fc.nat(), digest: fc.constantFrom(digest(own), digest("else")), blob: fc.boolean(), differsAt: fc.nat() },
    { requiredKeys: ["size", "digest"] },
  );
const anyObservation: fc.Arbitrary<Observation> = fc.record({
  argv: fc.array(text),
  raw: fc.record({ code: fc.option(fc.integer()), signal: fc.option(text) }),
  ending: anyEnding,
  stdout: anyStream("out"),
  stderr: anyStream("err"),
  files: fc.array(fc.record({ path: text, found: fc.constantFrom("absent" as const, "unexpected" as const, "different" as const) }), { maxLength: 2 }),
  wallMs: fc.nat(),
  userMs: fc.option(fc.nat()),
  systemMs: fc.option(fc.nat()),
  peakKib: fc.option(fc.nat()),
  leftProcesses: fc.nat({ max: 2 }),
  cache: fc.constantFrom("none" as const, "cold" as const, "warm" as const),
});
const free = { match: "free" } as const;
const exactly = (text: string): Held["stdout"] => ({ match: "exact", digest: digest(text) });
const anyGrounds: fc.Arbitrary<Grounds> = fc.record({
  held: fc
    .tuple(fc.constantFrom(...contracts), fc.constantFrom<Held["stdout"][]>(exactly("out"), free), fc.constantFrom<Held["stderr"][]>(exactly("err"), free))
    .map(([exit, stdout, stderr]) => heldTo(exit, { stdout, stderr })),
  unclaimed: fc.subarray<Capability>(["stdin", "links", "udp"]),
  mustFail: fc.constantFrom("trap" as const, "exit" as const, "stdout" as const, undefined),
});

describe("judge", () => {
  test("every observation has one verdict, and the same each time", () => {
    fc.assert(
      fc.property(anyObservation, anyGrounds, (own, on) => {
        const verdict = judge(own, on);
        expect(["pass", "fail", "unsupported", "broken"]).toContain(verdict.is);
        expect(judge(own, on)).toEqual(verdict);
        if (verdict.is === "fail") expect(verdict.detail).not.toContain("undefined,");
      }),
      { numRuns: 2000 },
    );
  });

  test.each(endings)("exit = $contract is content with what it names, and nothing else", ({ contract, good, bad }) => {
    for (const ending of good) expect(judge(observation(ending), grounds(contract))).toEqual({ is: "pass" });
    for (const ending of bad)
      expect(judge(observation(ending), grounds(contract))).toMatchObject({ is: "fail", cause: ending.how === "trap" ? "trap" : "exit" });
  });

  test("a passing observation with one fact off does not pass, whatever else is seen", () => {
    const other = { size: 3, digest: digest("oops"), differsAt: 0 };
    const mutations: readonly ((own: Observation, contract: Exit) => Observation)[] = [
      (own) => ({ ...own, stdout: other }),
      (own) => ({ ...own, stderr: other }),
      (own) => ({ ...own, files: [{ path: "/data/x", found: "unexpected" }] }),
      (own) => ({ ...own, leftProcesses: 1 }),
      ...abnormal.map((ending) => (own: Observation) => ({ ...own, ending })),
      (own, contract) => ({ ...own, ending: endings.find((each) => each.contract === contract)?.bad[0] as Ending }),
    ];
    const figures = fc.record({ wallMs: fc.nat(), peakKib: fc.option(fc.nat()), cache: fc.constantFrom("none" as const, "cold" as const, "warm" as const) });
    fc.assert(
      fc.property(
        fc.constantFrom(...contracts),
        fc.constantFrom(...mutations),
        fc.subarray<Capability>(["stdout", "links"]),
        figures,
        (contract, mutate, unclaimed, measured) => {
          const passing = observation(goodOf(contract), measured);
          expect(judge(passing, grounds(contract, { unclaimed }))).toEqual({ is: "pass" });
          expect(judge(mutate(passing, contract), grounds(contract, { unclaimed })).is).not.toBe("pass");
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("a pass means that every fact was as it must be", () => {
    const keys = ["ending", "stdout", "stderr", "files", "leftProcesses", "wallMs"] as const;
    let passes = 0;
    fc.assert(
      fc.property(fc.constantFrom(...contracts), fc.subarray([...keys], { maxLength: 3 }), anyObservation, anyGrounds, (contract, changed, any, on) => {
        const held: Held = { ...(on.held["main"] as Held), exit: contract };
        const own: Observation = { ...observation(goodOf(contract)), ...Object.fromEntries(changed.map((key) => [key, any[key]])) };
        if (judge(own, { ...on, held: { main: held }, mustFail: undefined }).is !== "pass") return;
        passes++;
        expect(own.ending.how === "trap" || typeof (own.ending.code ?? own.raw.code) === "number").toBe(true);
        expect(endings.find((each) => each.contract === contract)?.bad.some(({ how, code }) => how === own.ending.how && code === own.ending.code)).toBe(false);
        expect([own.files.length, own.leftProcesses]).toEqual([0, 0]);
        if (held.stdout.match === "exact") expect(own.stdout.digest).toBe(held.stdout.digest);
        if (held.stderr.match === "exact") expect(own.stderr.digest).toBe(held.stderr.digest);
      }),
      { numRuns: 2000 },
    );
    expect(passes).toBeGreaterThan(100);
  });

  test("unsupported takes a capability that the lane does not claim, and a proof", () => {
    fc.assert(
      fc.property(anyObservation, anyGrounds, (own, on) => {
        const verdict = judge(own, on);
        if (verdict.is !== "unsupported") return;
        expect(on.unclaimed).toContain(verdict.capability);
        expect(["missing-import", "refused-flag", "refused-module"]).toContain(own.ending.how);
        expect(verdict.proof).toMatch(/^(missing import|refused flag|refused module): ./);
      }),
      { numRuns: 1000 },
    );
    const named = (message: string): string => judge(observation({ how: "trap", code: 134, message }), grounds("division by zero")).is;
    expect(["integer divide by zero", "remainder by zero", "unreachable"].map(named)).toEqual(["pass", "pass", "fail"]);
    expect(judge(observation({ how: "trap", code: 134, message: "unreachable" }), grounds("division by zero"))).toEqual({
      is: "fail",
      cause: "trap",
      detail: "expected a trap by division by zero, found a trap (unreachable)",
    });
    const refused = observation({ how: "refused-module", code: 1, message: "gc is disabled" });
    expect(judge(refused, grounds(0, { unclaimed: ["gc"] }))).toEqual({ is: "unsupported", capability: "gc", proof: "refused module: gc is disabled" });
    expect(judge(refused, grounds(0, { unclaimed: [] }))).toEqual({ is: "fail", cause: "start", detail: "gc is disabled" });
    const missing = observation({ how: "missing-import", code: 1, message: "unknown import: sock_open" });
    expect(judge(missing, grounds(0, { unclaimed: ["sockets.connect"] }))).toEqual({
      is: "unsupported",
      capability: "sockets.connect",
      proof: "missing import: unknown import: sock_open",
    });
    expect(judge(missing, grounds(0))).toMatchObject({ is: "fail", cause: "missing-import" });
    expect(judge(observation(exit(1)), grounds(0, { unclaimed: ["sockets.connect"] }))).toMatchObject({ is: "fail", cause: "exit" });
  });

  test("an exit that the engine only tells in words is no pass where a code is asked for", () => {
    const told = (code: number | undefined, raw: number, change: Partial<Observation> = {}): Observation =>
      observation({ how: "exit", ...(code === undefined ? {} : { code }), message: "it exited" }, { raw: { code: raw, signal: null }, ...change });
    const proof = "the engine ends with exit 1, and says: it exited";
    const lacking = { unclaimed: ["stdout", "exit-code"] as const };
    const unsupported = { is: "unsupported", capability: "exit-code", proof };
    for (const [contract, code] of [
      [3, 3],
      [0, 0],
      [1, 1],
      [200, undefined],
    ] as const)
      expect(judge(told(code, 1), grounds(contract, lacking))).toEqual(unsupported);
    expect(judge(told(42, 1), grounds(3, lacking))).toEqual({ is: "fail", cause: "exit", detail: "expected exit 3, found exit 42" });
    expect(judge(told(undefined, 1), grounds(0, lacking))).toMatchObject({ is: "fail", cause: "exit" });
    expect(judge(told(3, 1), grounds(3))).toEqual({ is: "fail", cause: "exit", detail: `expected exit 3, but ${proof}` });
    expect(judge(told(0, 1), grounds(0))).toEqual({ is: "fail", cause: "exit", detail: `expected exit 0, but ${proof}` });
    expect(judge(told(undefined, 1), grounds(1))).toMatchObject({ is: "fail", cause: "exit" });
    for (const code of [1, 42, undefined]) expect(judge(told(code, 1), grounds("nonzero", lacking))).toEqual({ is: "pass" });
    expect(judge(told(0, 1), grounds("nonzero"))).toMatchObject({ is: "fail", cause: "exit" });
    expect(judge(told(3, 0), grounds("nonzero"))).toMatchObject({ is: "fail", cause: "exit" });
    // What else is wrong is not hidden by it.
    const wrong = { stdout: { size: 1, digest: digest("x"), differsAt: 0 } };
    for (const on of [grounds(0), grounds(0, lacking)]) expect(judge(told(0, 1, wrong), on)).toMatchObject({ is: "fail", cause: "stdout" });
  });

  test("a failing exit is told with the first words of standard error, else with where standard output went wrong", () => {
    const free = { match: "free" } as const;
    const held = { main: { ...(grounds(0).held["main"] as Held), stderr: free } };
    const detail = (more: Partial<Observation>): unknown => (judge(observation(exit(1), more), { ...grounds(0), held }) as { detail?: string }).detail;
    const silent = { size: 0, digest: digest("") };
    const wrong = { size: 2, digest: digest("x"), differsAt: 4, line: "helo", wanted: "hello" };
    expect(detail({ stderr: { size: 9, digest: digest("e"), line: "open: not there" }, stdout: wrong })).toBe("expected exit 0, found exit 1: open: not there");
    expect(detail({ stderr: silent, stdout: wrong })).toBe(
      'expected exit 0, found exit 1; stdout first differs at byte 4: found "helo" where "hello" is to be',
    );
    expect(detail({ stderr: silent, stdout: silent })).toBe("expected exit 0, found exit 1");
    expect(judge(observation(exit(0), { stdout: { ...wrong, line: undefined } as never }), grounds(0))).toMatchObject({
      detail: '2 bytes that are not the expected ones, first difference at byte 4: found nothing where "hello" is to be',
    });
  });

  test("a program that did not come to its end is told with where its output stops", () => {
    const stopped = { size: 3, digest: digest("x"), differsAt: 3, wanted: "sleep ok" } as Partial<Observation["stdout"]>;
    const late = (stdout: unknown, limit: "time" | "memory"): unknown => judge(observation({ how: "limit", limit }, { stdout: stdout as never }), grounds(0));
    expect(late(stopped, "time")).toMatchObject({
      cause: "timeout",
      detail: 'ended at the time limit; stdout first differs at byte 3: found nothing where "sleep ok" is to be',
    });
    expect(late({ size: 3, digest: digest("x") }, "time")).toMatchObject({ detail: "ended at the time limit" });
    expect(late(stopped, "memory")).toMatchObject({ cause: "limit", detail: expect.stringMatching(/^ended at the memory limit: [^;]+$/) });
  });

  test("how it ended is the cause before what it said, and that before what it left", () => {
    const all: Partial<Observation> = {
      stdout: { size: 0, digest: digest(""), differsAt: 0 },
      stderr: { size: 0, digest: digest(""), differsAt: 0 },
      files: [
        { path: "/data/a", found: "absent" },
        { path: "/data/b", found: "absent" },
      ],
      leftProcesses: 1,
    };
    const causes = (own: Observation): unknown => (judge(own, grounds(0)) as Extract<Verdict, { is: "fail" }>).cause;
    const { stdout: _, ...saidMore } = all;
    const { stderr: __, ...leftMore } = saidMore;
    expect([causes(observation({ how: "limit", limit: "time" }, all)), causes(observation(exit(1), all)), causes(observation(exit(0), all))]).toEqual([
      "timeout",
      "exit",
      "stdout",
    ]);
    expect([causes(observation(exit(0), saidMore)), causes(observation(exit(0), leftMore)), causes(observation(exit(0), { leftProcesses: 1 }))]).toEqual([
      "stderr",
      "file",
      "signal",
    ]);
    expect(judge(observation(exit(0), leftMore), grounds(0))).toMatchObject({ detail: "/data/a is absent, and 1 more" });
    expect(judge(observation(exit(0), all), grounds(0))).toMatchObject({ detail: "0 bytes that are not the expected ones, first difference at byte 0" });
  });

  test("each limit has its cause", () => {
    const causes = (["time", "silence", "memory", "output", "processes", "space", "files", "word"] as const).map((limit) =>
      judge(observation({ how: "limit", limit }), grounds(0)),
    );
    expect(causes.map((verdict) => verdict.is === "fail" && verdict.cause)).toEqual([
      "timeout",
      "silence",
      "limit",
      "limit",
      "limit",
      "limit",
      "limit",
      "limit",
    ]);
  });

  test("a stream that must begin so, and one with several right answers", () => {
    const verdict = (stdout: Held["stdout"], fact: object) =>
      judge(observation(exit(0), { stdout: { size: 3, digest: digest("own"), ...fact } }), grounds(0, { held: heldTo(0, { stdout, stderr: free }) }));
    const begins = { match: "prefix", digest: digest("out") } as const;
    expect(verdict(begins, { start: digest("out") })).toEqual({ is: "pass" });
    for (const fact of [{}, { start: digest("our") }, { digest: digest("out") }])
      expect(verdict(begins, fact)).toMatchObject({ is: "fail", cause: "stdout", detail: expect.stringContaining("do not begin as expected") });
    const any = { match: "any" as const, digests: [digest("a"), digest("b")] };
    for (const text of ["a", "b"]) expect(verdict(any, { digest: digest(text) })).toEqual({ is: "pass" });
    expect(verdict(any, {})).toMatchObject({ is: "fail", cause: "stdout", detail: expect.stringContaining("none of the 2 right answers") });
  });

  test("free streams may say anything", () => {
    const own = observation(exit(0), { stdout: { size: 1, digest: digest("?") }, stderr: { size: 1, digest: digest("?") } });
    for (const held of [heldTo(0, { stdout: free, stderr: free }), heldTo(0, { stdout: { match: "per-engine" }, stderr: { match: "per-engine" } })])
      expect(judge(own, grounds(0, { held }))).toEqual({ is: "pass" });
  });

  test("a case that holds no program to anything is the harness's fault, never a pass", () => {
    expect(judge(observation(exit(0)), grounds(0, { held: {} }))).toMatchObject({ is: "broken", stage: "judge" });
    expect(judge(observation(exit(0)), grounds(0, { held: {}, mustFail: "exit" }))).toMatchObject({ is: "broken", stage: "judge" });
  });
});

describe("judge on a stream that is not the same each time", () => {
  const [one, two] = [digest("one"), digest("two")];
  const verdictOn = (stdout: Held["stdout"], fact: Observation["stdout"]): Verdict =>
    judge(observation(exit(0), { stdout: fact }), grounds(0, { held: heldTo(0, { stdout }) }));

  test("fresh: so many bytes, others in the other run, and random; once proves nothing", () => {
    const fresh = { match: "fresh", size: 32, draws: 64 } as const;
    const drawn = drawnFact(Buffer.concat([honest(32, 64), honest(32, 64)]), 32);
    const detailOf = (fact: Partial<Observation["stdout"]>): unknown => ({ ...verdictOn(fresh, { size: 2048, digest: one, ...fact }) });
    expect(detailOf({ fresh: { other: two, drawn } })).toEqual({ is: "pass" });
    expect(detailOf({ fresh: { other: one, drawn } })).toMatchObject({ cause: "stdout", detail: expect.stringContaining("the same 2048 bytes") });
    expect(detailOf({ size: 31, fresh: { other: two } })).toMatchObject({ cause: "stdout", detail: "31 bytes where 2048 are to be" });
    expect(detailOf({ fresh: { other: two } })).toMatchObject({ cause: "stdout", detail: "the other of two runs wrote too much or too little" });
    expect(detailOf({ fresh: { other: two, drawn: { ...drawn, longest: 16 } } })).toMatchObject({
      detail: "bytes that are not random: 16 bytes in a row are equal",
    });
    expect(detailOf({})).toMatchObject({ cause: "stdout", detail: expect.stringContaining("only once") });
  });

  test("now: as near to this machine's clock as is said, and a time at all", () => {
    const now = { match: "now", within: 2 } as const;
    for (const offMs of [0, 2000, -2000]) expect(verdictOn(now, { size: 14, digest: one, offMs })).toEqual({ is: "pass" });
    expect(verdictOn(now, { size: 14, digest: one, offMs: -2001 })).toMatchObject({
      cause: "stdout",
      detail: "a time that is 2 s behind this machine's clock",
    });
    expect(verdictOn(now, { size: 14, digest: one, offMs: 90_000 })).toMatchObject({ detail: "a time that is 1 min 30 s ahead of this machine's clock" });
    expect(verdictOn(now, { size: 14, digest: one })).toMatchObject({ cause: "stdout", detail: "14 bytes that are no time" });
  });
});

describe("judge on a planted failure", () => {
  test("passes exactly where the contract alone would fail by the planted cause", () => {
    fc.assert(
      fc.property(anyObservation, anyGrounds, (own, on) => {
        fc.pre(on.mustFail !== undefined);
        const honest = judge(own, { ...on, mustFail: undefined });
        const verdict = judge(own, on);
        expect(verdict.is === "pass").toBe(honest.is === "fail" && honest.cause === on.mustFail);
        if (honest.is === "broken") expect(verdict).toEqual(honest);
        else if (verdict.is !== "pass") expect(verdict).toMatchObject({ is: "fail", cause: on.mustFail });
      }),
      { numRuns: 1000 },
    );
  });

  test("a lane that reports a trap as success, or as an exit, is told", () => {
    const planted = grounds(0, { mustFail: "trap" });
    expect(judge(observation(trap), planted)).toEqual({ is: "pass" });
    expect(judge(observation(exit(0)), planted)).toMatchObject({ is: "fail", detail: "planted to fail by trap, reported as pass" });
    expect(judge(observation(exit(1)), planted)).toMatchObject({ is: "fail", detail: expect.stringContaining("failing by exit") });
  });
});

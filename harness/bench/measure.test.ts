import { readdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Act } from "../engine/engine.fixture.ts";
import { benchWith, caseOf, lanesOf, sampleOf, subjectsOf } from "./bench.fixture.ts";
import { countFuel, leastMemory } from "./limits.ts";
import { compileMode, measureCode, measureCompile, measureTotal, passes } from "./measure.ts";
import type { Subject } from "./subject.ts";

const subjectOf = (...given: Parameters<typeof subjectsOf>): Subject => {
  const [subject] = subjectsOf(...given);
  if (!subject) throw new Error("there is no subject");
  return subject;
};

describe("a trial", () => {
  test("that is right gives its figures, and leaves nothing but its cache", async () => {
    const { bench, launcher } = benchWith((command) => ({ stdout: caseOf(command), userMs: 7, systemMs: 3, peakKib: 64 }));
    const subject = subjectOf(["a"]);
    const sample = sampleOf(await measureTotal(subject, bench, 3));
    expect(sample).toMatchObject({ kind: "sample", round: 3, group: "made/a", cell: subject.cell, phase: "total", userMs: 7, systemMs: 3, peakKib: 64 });
    expect(sample).not.toHaveProperty("guestMs");
    expect(launcher.commands[0]?.argv).toEqual(["/made", "/x.wasm", "a"]);
    expect(readdirSync(bench.scratch)).toEqual([]);
  });

  test.each<[string, Act, RegExp]>([
    ["wrote something else", { stdout: "b" }, /^stdout: 1 bytes that are not the expected ones/],
    ["ended otherwise", { stdout: "a", code: 3 }, /^exit: expected exit 0, found exit 3/],
    ["was ended at a limit", { limit: "time", signal: "SIGKILL", code: null }, /^timeout: /],
    ["lost its supervisor", { limit: "vanished", code: null, startError: "gone" }, /^broken: /],
  ])("that %s gives no figures, however fast it was", async (_, act, detail) => {
    const { bench } = benchWith(() => act);
    expect(await measureTotal(subjectOf(["a"]), bench, 1)).toMatchObject({
      is: "failure",
      failure: { phase: "total", round: 1, detail: expect.stringMatching(detail) },
    });
  });

  test("with a time that the program tells has it; one that tells none is no sample after the warm-up", async () => {
    const expected = { exit: 0, stdout: { match: "exact", text: "a" }, stderr: { match: "free" } } as const;
    const subject = { ...subjectOf(["a"], lanesOf(), { expect: expected }), guestTime: /took ([0-9.]+) ms/ };
    const told = async (stderr: string, round = 1) => measureTotal(subject, benchWith(() => ({ stdout: "a", stderr })).bench, round);
    expect(sampleOf(await told("took 1.5 ms")).guestMs).toBe(1.5);
    for (const stderr of ["", "took ms", "took 1.2.3 ms"]) expect(await told(stderr), stderr).toMatchObject({ is: "failure" });
    expect((await told("", 0)).is).toBe("sample");
  });
});

describe("a cold cache", () => {
  test("is an empty one for each trial, and is thrown away", async () => {
    const seen: string[][] = [];
    const { bench } = benchWith((command) => ({ stdout: caseOf(command) }), "cold");
    const subject = subjectOf(["a"]);
    for (const round of [1, 2]) {
      sampleOf(await measureTotal(subject, bench, round));
      seen.push(readdirSync(bench.caches));
    }
    expect(seen).toEqual([[], []]);
  });
});

describe("compiling", () => {
  const modes = { compile: ["/made", "compile", "{wasm}", "{prepared}"], prepare: ["/made", "prepare", "{wasm}", "{prepared}"] };
  const writes = ({ argv }: { readonly argv: readonly string[] }): Act => {
    writeFileSync(argv[3] ?? "", "code");
    return { userMs: 11 };
  };

  test("is measured by the mode that compiles, else by the one that prepares, else not", () => {
    expect(compileMode(subjectOf(["a"], lanesOf(modes)))).toBe("compile");
    expect(compileMode(subjectOf(["a"], lanesOf({ prepare: modes.prepare })))).toBe("prepare");
    expect(compileMode(subjectOf(["a"], lanesOf()))).toBeUndefined();
  });

  test("is a sample of its own, and what it made is thrown away", async () => {
    const { bench, launcher } = benchWith(writes);
    const sample = sampleOf(await measureCompile(subjectOf(["a"], lanesOf(modes)), bench, 2));
    expect(sample).toMatchObject({ phase: "compile", cache: "none", round: 2, userMs: 11 });
    expect(launcher.commands[0]?.argv.slice(0, 3)).toEqual(["/made", "compile", "/x.wasm"]);
    expect(readdirSync(bench.scratch)).toEqual([]);
  });

  test("has its bytes told, all of its files', and an engine that wrote none is a failure", async () => {
    const { bench } = benchWith(writes);
    const subject = subjectOf(["a"], lanesOf(modes));
    expect(await measureCode(subject, bench)).toEqual({ kind: "code", group: "made/a", cell: subject.cell, bytes: 4 });
    expect(readdirSync(bench.scratch)).toEqual([]);
    expect(await measureCode(subject, benchWith(() => ({})).bench)).toMatchObject({ kind: "failure", phase: "compile", detail: "it compiled to nothing" });
    expect(await measureCode(subject, benchWith(() => ({ code: 1, stderr: "no" })).bench)).toMatchObject({
      kind: "failure",
      detail: expect.stringMatching(/exit 1: no$/),
    });
  });

  test("that fails is told with the engine's words", async () => {
    const { bench } = benchWith(() => ({ code: 1, stderr: "no such feature" }));
    expect(await measureCompile(subjectOf(["a"], lanesOf(modes)), bench, 1)).toMatchObject({
      failure: { phase: "compile", detail: "preparing the artifact failed: exit 1: no such feature" },
    });
  });
});

describe("a least limit", () => {
  const fuel = { fuel: ["/made", "--fuel={fuel}", "{wasm}", "{args}"] };
  const memory = { memory: ["/made", "--memory={bytes}", "{wasm}", "{args}"] };
  const limitIn = ({ argv }: { readonly argv: readonly string[] }): number => Number(/=(\d+)$/.exec(argv[1] ?? "")?.[1]);
  /** An engine that needs so much. */
  const needing = (least: number) => benchWith((command) => (limitIn(command) >= least ? { stdout: caseOf(command) } : { code: 134 }));

  test("of fuel is found exactly, and not looked for again in the same store", async () => {
    const { bench, launcher } = needing(123_456);
    const subject = subjectOf(["a"], lanesOf(fuel));
    const found = { kind: "count", group: "made/a", cell: subject.cell, fuel: 123_456, steady: true };
    expect(await countFuel(subject, bench, undefined)).toEqual(found);
    const tries = launcher.commands.length;
    expect(await countFuel(subject, bench, undefined)).toEqual(found);
    expect(launcher.commands).toHaveLength(tries);
    expect(await countFuel({ ...subject, artifact: "sha256:other" }, bench, 123_456)).toEqual(found);
    expect(launcher.commands).toHaveLength(tries + 4);
  });

  test("of memory is found to a page", async () => {
    const subject = subjectOf(["a"], lanesOf(memory));
    expect(await leastMemory(subject, needing(17 * 65_536 - 5).bench)).toMatchObject({ kind: "least", bytes: 17 * 65_536, steady: true });
    expect(await leastMemory(subject, needing(0).bench)).toMatchObject({ bytes: 0 });
  });

  test("is told as a failure where no limit suffices", async () => {
    const { bench } = benchWith(() => ({ code: 1 }));
    expect(await countFuel(subjectOf(["a"], lanesOf(fuel)), bench, undefined)).toMatchObject({ kind: "failure", phase: "fuel", round: 0 });
    expect(await leastMemory(subjectOf(["a"], lanesOf(memory)), bench)).toMatchObject({ kind: "failure", phase: "memory" });
  });

  test("is none where the engine has no such mode; nothing is run", async () => {
    const { bench, launcher } = needing(1);
    expect([await countFuel(subjectOf(["a"]), bench, undefined), await leastMemory(subjectOf(["a"]), bench)]).toEqual([undefined, undefined]);
    expect(launcher.commands).toEqual([]);
  });

  test("that moves is an example and no count: it is not kept", async () => {
    let moved = 0;
    const { bench, launcher } = benchWith((command) => (limitIn(command) >= 1000 + moved++ ? { stdout: caseOf(command) } : { code: 1 }));
    const subject = subjectOf(["a"], lanesOf(fuel));
    expect(await countFuel(subject, bench, undefined)).toMatchObject({ kind: "count", steady: false });
    const tries = launcher.commands.length;
    await countFuel(subject, bench, undefined);
    expect(launcher.commands.length).toBeGreaterThan(tries);
  });

  test("is not guessed from a trial in which the harness broke", async () => {
    const { bench } = benchWith(() => ({ limit: "vanished", code: null, startError: "gone" }));
    await expect(passes(subjectOf(["a"], lanesOf(fuel)), bench, { mode: "fuel", limit: 5 })).rejects.toThrow("gone");
    await expect(countFuel(subjectOf(["a"], lanesOf(fuel)), bench, undefined)).rejects.toThrow("gone");
  });
});

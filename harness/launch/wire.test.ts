import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Command, describeExit, type Exit } from "./launcher.ts";
import { type Answer, encodeGo, encodeRequest, encodeSignal, failedExit, toExit, untellable } from "./wire.ts";

const answer: Answer = { id: 7, code: 0, signal: 0, wallUs: 1500, userUs: 250, systemUs: 50, peakKib: 900, limit: "", left: 0, stage: "", error: "" };
const command: Command = { argv: ["/bin/true"], env: {}, cwd: "/", stdin: "/i", stdout: "/o", stderr: "/e", limits: {} };

/** Fields of a request, as the launcher program reads them. */
const fieldsOf = (request: Buffer): string[] => {
  expect(request.at(-1)).toBe(0);
  return request.subarray(0, -1).toString("utf8").split("\0");
};

describe("an answer of the launcher program", () => {
  test("has times in milliseconds, and an exit code or the name of a signal", () => {
    expect(toExit(answer)).toEqual({
      code: 0,
      signal: null,
      wallMs: 1.5,
      userMs: 0.25,
      systemMs: 0.05,
      peakKib: 900,
      limit: undefined,
      leftProcesses: 0,
      startError: undefined,
    });
    expect(toExit({ ...answer, code: -1, signal: 11 })).toMatchObject({ code: null, signal: "SIGSEGV" });
    expect(toExit({ ...answer, code: -1, signal: 63 })).toMatchObject({ code: null, signal: "SIG63" });
    expect(toExit({ ...answer, left: 2, limit: "time" })).toMatchObject({ leftProcesses: 2, limit: "time" });
  });

  test("has no exit code where nothing was started, or nobody knows how it ended", () => {
    expect(toExit({ ...answer, stage: "exec", error: "No such file or directory" })).toMatchObject({
      code: null,
      startError: "exec: No such file or directory",
    });
    expect(toExit({ ...answer, limit: "vanished" })).toMatchObject({ code: null, limit: "vanished" });
  });
});

describe("how an exit is told", () => {
  const of = (rest: Partial<Exit>): string | undefined => describeExit({ ...toExit(answer), ...rest });

  test.each<[string | undefined, Partial<Exit>]>([
    [undefined, {}],
    ["exit 3", { code: 3 }],
    ["it was ended by SIGKILL", { code: null, signal: "SIGKILL" }],
    ["it reached its time limit", { code: null, signal: "SIGKILL", limit: "time" }],
    ["exec: no", { startError: "exec: no", limit: "vanished" }],
  ])("%s", (text, rest) => {
    expect(of(rest)).toBe(text);
  });

  test("by its reason, where there are no figures", () => {
    const exit = failedExit("it is gone", "vanished");
    expect(exit).toMatchObject({ code: null, signal: null, wallMs: 0, userMs: null, systemMs: null, peakKib: null, leftProcesses: 0 });
    expect(describeExit(exit)).toBe("it is gone");
  });
});

describe("a request to the launcher program", () => {
  const word = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));

  test("holds all that a command is, whatever its words are", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.dictionary(word, word), word, fc.boolean(), (argv, env, cwd, held) => {
        const [kind, id, ...rest] = fieldsOf(encodeRequest(12, { ...command, argv, env, cwd }, held));
        const pairs = Object.entries(env).map(([name, value]) => `${name}=${value}`);
        expect([kind, id]).toEqual([held ? "H" : "R", "12"]);
        expect(rest).toEqual(["0", "0", "0", "0", "0", cwd, "/i", "/o", "/e", String(argv.length), ...argv, String(pairs.length), ...pairs]);
      }),
    );
  });

  test("has limits as whole numbers, never less than what was asked for: a part of a millisecond is not no limit", () => {
    const limits = { timeMs: 0.2, silenceMs: 1500.5, memoryKib: 1024, outputBytes: 10, processes: 3 };
    expect(fieldsOf(encodeRequest(1, { ...command, limits })).slice(2, 7)).toEqual(["1", "1501", "1024", "10", "3"]);
  });

  test("to begin its time, or to send it a signal", () => {
    expect(fieldsOf(encodeGo(4))).toEqual(["G", "4"]);
    expect((["SIGTERM", "SIGKILL", "SIGINT"] as const).map((name) => fieldsOf(encodeSignal(5, name)))).toEqual([
      ["S", "5", "15"],
      ["S", "5", "9"],
      ["S", "5", "2"],
    ]);
  });

  test("cannot hold a NUL byte, wherever it stands", () => {
    expect(untellable(command)).toBeUndefined();
    const nul = "a\0b";
    const wrong: Partial<Command>[] = [{ argv: ["/x", nul] }, { env: { A: nul } }, { env: { [nul]: "a" } }, { cwd: nul }, { stdin: nul }, { stdout: nul }];
    for (const part of wrong) expect(untellable({ ...command, ...part })).toMatch(/NUL/);
  });
});

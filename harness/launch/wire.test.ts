import { constants } from "node:os";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Command, describeExit } from "./launcher.ts";
import { type Answer, encodeGo, encodeRequest, encodeSignal, failedExit, toExit, untellable } from "./wire.ts";

const answer = (rest: Partial<Answer> = {}): Answer => ({
  ...{ id: 1, code: 0, signal: 0, wallUs: 1500, userUs: 1000, systemUs: 500, peakKib: 100, limit: "", left: 0, stage: "", error: "" },
  ...rest,
});
const command = (rest: Partial<Command> = {}): Command => ({
  ...{ argv: ["/bin/true"], env: {}, cwd: "/", stdin: "/dev/null", stdout: "/o", stderr: "/e", limits: {} },
  ...rest,
});
const fieldsOf = (request: Buffer): string[] => request.toString("utf8").split("\0").slice(0, -1);

describe("an answer of the launcher program", () => {
  test("has its times in milliseconds", () => {
    expect(toExit(answer())).toEqual({
      ...{ code: 0, signal: null, wallMs: 1.5, userMs: 1, systemMs: 0.5, peakKib: 100 },
      ...{ limit: undefined, leftProcesses: 0, startError: undefined },
    });
  });

  test.each<[string, Partial<Answer>, object, string | undefined]>([
    ["an exit code", { code: 42 }, { code: 42, signal: null }, "exit 42"],
    ["a signal by its name", { code: -1, signal: 11 }, { code: null, signal: "SIGSEGV" }, "it was ended by SIGSEGV"],
    ["a signal without a name", { code: -1, signal: 40 }, { signal: "SIG40" }, "it was ended by SIG40"],
    ["a limit", { code: -1, signal: 9, limit: "memory" }, { limit: "memory" }, "it reached its memory limit"],
    ["a supervisor that has gone: its code is nobody's", { code: 0, limit: "vanished" }, { code: null, limit: "vanished" }, "it reached its vanished limit"],
    ["a start that failed", { stage: "exec", error: "No such file" }, { code: null, startError: "exec: No such file" }, "exec: No such file"],
    ["what it left", { left: 3 }, { code: 0, leftProcesses: 3 }, undefined],
  ])("tells %s", (_, rest, exit, words) => {
    expect(toExit(answer(rest))).toMatchObject(exit);
    expect(describeExit(toExit(answer(rest)))).toBe(words);
  });

  test("that never came has no figures, and is no exit of the program", () => {
    expect(failedExit("the machine is gone", "vanished")).toMatchObject({
      code: null,
      signal: null,
      userMs: null,
      peakKib: null,
      startError: "the machine is gone",
    });
  });
});

describe("a request", () => {
  const word = fc.string({ unit: "grapheme", maxLength: 8 }).filter((text) => !text.includes("\0"));
  test("has each word as it is, with how many there are, so that none is taken for another", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.dictionary(fc.stringMatching(/^[A-Z]{1,4}$/), word, { noNullPrototype: true }), (argv, env) => {
        const fields = fieldsOf(encodeRequest(7, command({ argv, env })));
        expect(fields.slice(0, 2)).toEqual(["R", "7"]);
        expect(fields.slice(7, 12)).toEqual(["/", "/dev/null", "/o", "/e", ""]);
        const count = Number(fields[12]);
        expect(fields.slice(13, 13 + count)).toEqual(argv.map((text) => Buffer.from(text).toString()));
        expect(fields.slice(13 + count)).toEqual([
          String(Object.keys(env).length),
          ...Object.entries(env).map(([name, value]) => `${name}=${Buffer.from(value)}`),
          ...["0", "0"],
        ]);
      }),
    );
  });

  test("has limits as whole numbers, rounded up: a limit is never tighter than what was said, and 0 is none", () => {
    const limits = { timeMs: 0.2, silenceMs: 1500.5, memoryKib: 10, outputBytes: undefined, processes: 3 };
    expect(fieldsOf(encodeRequest(1, command({ limits }))).slice(2, 7)).toEqual(["1", "1501", "10", "0", "3"]);
    expect(fieldsOf(encodeRequest(1, command())).slice(2, 7)).toEqual(["0", "0", "0", "0", "0"]);
  });

  test("tells how large a file may get also where nothing is contained, as in a machine", () => {
    const carry = { inputs: [], directories: [], room: { at: "/scratch", bytes: 2 ** 33, files: 9 } };
    expect(fieldsOf(encodeRequest(1, command({ carry }))).slice(-2)).toEqual(["0", String(2 ** 33)]);
  });

  test("names the file of descriptor 3 where there is one", () => {
    expect(fieldsOf(encodeRequest(1, command({ report: "/r" })))[11]).toBe("/r");
  });

  test("can be held, started and sent a signal by its number", () => {
    expect(fieldsOf(encodeRequest(5, command(), { held: true }))[0]).toBe("H");
    expect(fieldsOf(encodeGo(5))).toEqual(["G", "5", ""]);
    for (const name of ["SIGTERM", "SIGKILL", "SIGINT"] as const) expect(fieldsOf(encodeSignal(5, name))).toEqual(["S", "5", String(constants.signals[name])]);
  });

  test.each<[string, Partial<Command>]>([
    ["an argument", { argv: ["/bin/true", "a\0b"] }],
    ["a variable", { env: { NAME: "a\0b" } }],
    ["a variable's name", { env: { "A\0B": "" } }],
    ["a path", { stdout: "/o\0" }],
    ["the report", { report: "/r\0" }],
  ])("cannot be told where %s holds a NUL", (_, rest) => {
    expect(untellable(command(rest))).toContain("NUL");
    expect(untellable(command())).toBeUndefined();
  });
});

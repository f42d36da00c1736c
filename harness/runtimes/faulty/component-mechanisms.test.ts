import { describe, expect, test } from "vitest";
import { componentWith, load, type Run } from "../../mini/faulty-guest.ts";

interface Seen {
  readonly args: readonly unknown[];
}
type When = (call: Seen) => boolean;
interface Mechanisms {
  readonly told: (from: string, to: unknown, when?: When) => Run & { readonly after: readonly string[] };
  readonly succeeds: (from: string, value: unknown) => Run;
  readonly refuse: (error: unknown, when?: When) => Run;
  readonly skip: (value: unknown, when?: When) => Run;
  readonly given: (change: (...words: number[]) => unknown[] | undefined) => Run;
  readonly passed: (change: (...words: number[]) => unknown[] | undefined) => Run;
  readonly gives: (change: (value: number) => unknown, when?: When) => Run;
  readonly twice: () => Run;
  readonly also: (act: (call: Seen, result: unknown) => void) => Run;
  readonly stale: (keyOf?: (call: Seen) => unknown) => Run;
  readonly slow: (ms: number) => Run;
  readonly errorName: (error: unknown) => string;
}
const { told, succeeds, refuse, skip, given, passed, gives, twice, also, stale, slow, errorName } = await load<Mechanisms>("component-mechanisms");

const throws = (error: unknown) => (): never => {
  throw error;
};
const caught = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return { thrown: error };
  }
};

describe("mechanisms of WASI 0.2", () => {
  test.each<[unknown, string]>([
    ["no-entry", "no-entry"],
    [{ tag: "closed" }, "closed"],
    [{ payload: "would-block" }, "would-block"],
    [{ payload: { tag: "last-operation-failed", val: 1 } }, "last-operation-failed"],
    [new Error("a trap"), "end"],
    [undefined, "end"],
  ])("%j is called %s", (error, name) => {
    expect(errorName(error)).toBe(name);
  });

  test("an error is told as another one, or as success; others and traps go through", () => {
    const other = componentWith(told("no-entry", "access"));
    expect([caught(() => other.call(throws("no-entry"))), other.told.strikes]).toEqual([{ thrown: "access" }, 1]);
    expect([caught(() => other.call(throws("exist"))), other.call(() => 5), other.told.strikes]).toEqual([{ thrown: "exist" }, 5, 1]);
    const well = componentWith(succeeds("closed", 7));
    expect([well.call(throws({ tag: "closed" })), caught(() => well.call(throws("closed-not")))]).toEqual([7, { thrown: "closed-not" }]);
    expect(told("no-entry", "access").after).toEqual(["no-entry"]);
  });

  test("a call is refused, or skipped, and is not made", () => {
    const calls: unknown[] = [];
    const note = (value: unknown): number => calls.push(value);
    expect(caught(() => componentWith(refuse("exist")).call(note, 1))).toEqual({ thrown: "exist" });
    expect(componentWith(skip(3)).call(note, 1)).toBe(3);
    expect(componentWith(skip(({ args }: Seen) => args[0])).call(note, 9)).toBe(9);
    expect(calls).toEqual([]);
    expect(componentWith(refuse("exist", ({ args }) => args[0] === 2)).call(note, 1)).toBe(1);
  });

  test("arguments are others: of a method all but its resource", () => {
    const echo = (...args: unknown[]): unknown => args;
    expect(componentWith(given((by) => [(by as number) + 1])).call(echo, "self", 4)).toEqual(["self", 5]);
    expect(componentWith(passed((by) => [(by as number) + 1])).call(echo, 4)).toEqual([5]);
    const same = componentWith(given(() => undefined));
    expect([same.call(echo, "self", 4), same.told.strikes]).toEqual([["self", 4], 0]);
  });

  test("a result is another; where it is the same, nothing struck", () => {
    const own = componentWith(gives((value) => (value > 2 ? 0 : value)));
    expect([own.call(() => 5), own.call(() => 1), own.told.strikes]).toEqual([0, 1, 1]);
  });

  test("a first answer stays, for each key", () => {
    const own = componentWith(stale(({ args }) => args[0]));
    const answers = [own.call(() => 1n, "a"), own.call(() => 2n, "a"), own.call(() => 3n, "b")];
    expect([answers, own.told.strikes]).toEqual([[1n, 1n, 3n], 1]);
  });

  test("a call is made twice, later, or with something else after it", () => {
    let count = 0;
    expect(componentWith(twice()).call(() => ++count)).toBe(2);
    const after: unknown[] = [];
    expect(componentWith(also((_, result) => after.push(result))).call(() => 6)).toBe(6);
    const began = performance.now();
    expect([after, componentWith(slow(30)).call(() => 1)]).toEqual([[6], 1]);
    expect(performance.now() - began).toBeGreaterThan(25);
  });

  test("other functions are not touched", () => {
    expect(componentWith(refuse("exist")).other(() => 4)).toBe(4);
  });
});

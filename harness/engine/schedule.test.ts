import { expect, test } from "vitest";
import { Schedule } from "./schedule.ts";

/** Tasks that end when they are told to, with how many have begun. */
const tasks = () => {
  const ends: (() => void)[] = [];
  const begun: string[] = [];
  const task = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.push(() => resolve(name)));
  };
  return { ends, begun, task };
};
// A limit begins a task in a turn of its own.
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("so many cells compute at once as there are jobs, in the order in which they came", async () => {
  const { ends, begun, task } = tasks();
  const schedule = new Schedule(2);
  const results = ["a", "b", "c", "d"].map((name) => schedule.run(false, task(name)));
  await turn();
  expect(begun).toEqual(["a", "b"]);
  ends[1]?.();
  await turn();
  expect(begun).toEqual(["a", "b", "c"]);
  for (let index = 0; index < 4; index++) {
    ends[index]?.();
    await turn();
  }
  expect(await Promise.all(results)).toEqual(["a", "b", "c", "d"]);
});

test("cells that wait take no place of those that compute, and have a limit of their own", async () => {
  const { ends, begun, task } = tasks();
  const schedule = new Schedule(1);
  const waiting = Array.from({ length: 10 }, (_, index) => schedule.run(true, task(`waits-${index}`)));
  const computing = schedule.run(false, task("computes"));
  await turn();
  expect(begun).toEqual([...Array.from({ length: 8 }, (_, index) => `waits-${index}`), "computes"]);
  for (let index = 0; index < 11; index++) {
    ends[index]?.();
    await turn();
  }
  expect([await computing, (await Promise.all(waiting)).length]).toEqual(["computes", 10]);
});

test("a task that fails gives its place back and tells whoever waits for it", async () => {
  const schedule = new Schedule(1);
  const failed = schedule.run(false, () => Promise.reject(new Error("no")));
  const next = schedule.run(false, async () => "next");
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("next");
});

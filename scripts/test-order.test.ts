import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TestSpecification, Vitest } from "vitest/node";
import { SlowestFirst, slow } from "./test-order.ts";

const root = join(import.meta.dirname, "..");

const specification = (path: string, isolate = true): TestSpecification =>
  ({ moduleId: join(root, path), project: { config: { isolate } } }) as unknown as TestSpecification;

const orderOf = async (seed: number, files: readonly TestSpecification[]): Promise<string[]> => {
  const sequencer = new SlowestFirst({ config: { root, sequence: { seed } } } as unknown as Vitest);
  return (await sequencer.sort([...files])).map(({ moduleId }) => moduleId.slice(root.length + 1));
};

const [slowest, second] = Object.entries(slow)
  .sort(([, one], [, other]) => other - one)
  .map(([path]) => path) as [string, string];
const others = Array.from({ length: 20 }, (_, index) => `harness/host/${index}.test.ts`);
const files = [specification("harness/gate/pure.test.ts", false), ...[...others, second, slowest].map((path) => specification(path))];

test("files that are named as slow are there", () => {
  expect(Object.keys(slow).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("the slowest files begin, pure functions come last, and no file is lost", async () => {
  const order = await orderOf(1, files);
  expect(order.slice(0, 2)).toEqual([slowest, second]);
  expect(order.at(-1)).toBe("harness/gate/pure.test.ts");
  expect([...order].sort()).toEqual(files.map(({ moduleId }) => moduleId.slice(root.length + 1)).sort());
});

test("the same seed gives the same order, whatever order the files were found in, and another seed another one", async () => {
  const order = await orderOf(1, files);
  expect(await orderOf(1, files.toReversed())).toEqual(order);
  expect(await orderOf(2, files)).not.toEqual(order);
});

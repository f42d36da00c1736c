import fc from "fast-check";
import { expect, test } from "vitest";
import type { Entry } from "../host/bundle.ts";
import { amountsOf, type Inputs, itemsOf, withoutInputs } from "./inputs.ts";

const files: readonly Entry[] = [
  { kind: "folder", path: "fixtures/0" },
  { kind: "folder", path: "fixtures/0/a" },
  { kind: "file", path: "fixtures/0/a/b", bytes: Buffer.from("b") },
  { kind: "file", path: "fixtures/0/ab", bytes: Buffer.from("ab") },
];

const inputs: fc.Arbitrary<Inputs> = fc.record({
  args: fc.array(fc.string(), { maxLength: 5 }),
  env: fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 4 }),
  stdin: fc.uint8Array({ maxLength: 300 }),
  files: fc.constant(files),
});

test("without any item everything is as it was, and without all of them nothing is left but the directories themselves", () => {
  fc.assert(
    fc.property(inputs, (own) => {
      expect(withoutInputs(own, new Set())).toEqual({ ...own, stdin: Buffer.from(own.stdin) });
      const nothing = withoutInputs(own, new Set(itemsOf(own)));
      expect(amountsOf(nothing)).toEqual({ arguments: 0, variables: 0, stdin: 0, files: 0 });
      expect(nothing.files).toEqual([files[0]]);
    }),
  );
});

test("what is left out is what is said, in the order that it had", () => {
  const own: Inputs = { args: ["x", "y", "x"], env: { A: "1", B: "2" }, stdin: Buffer.from("0123456789"), files };
  const items = itemsOf(own);
  const without = (...named: string[]): Inputs =>
    withoutInputs(
      own,
      new Set(items.filter((item) => named.includes("at" in item ? `#${item.at}` : "name" in item ? item.name : "path" in item ? item.path : `${item.from}`))),
    );
  expect(without("#0").args).toEqual(["y", "x"]);
  expect(without("B").env).toEqual({ A: "1" });
  expect(Buffer.from(without("3", "4", "9").stdin).toString()).toBe("0125678");
  expect(without("fixtures/0/a").files.map(({ path }) => path)).toEqual(["fixtures/0", "fixtures/0/ab"]);
});

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import wabt from "wabt";
import { Progress } from "../report/progress.ts";
import type { Inputs } from "./inputs.ts";
import { readParts, trapping } from "./parts.ts";
import { fewerInputs, fewerInstructions, fewerParts, functionsOf, type Search } from "./steps.ts";
import type { Small } from "./tries.ts";

// Node has it; its types come with those of browsers only.
declare const WebAssembly: {
  readonly Module: { new (bytes: Uint8Array): object; customSections(module: object, name: string): readonly unknown[] };
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, (...values: unknown[]) => unknown>> };
};

const parse = (text: string): Uint8Array => assemble("steps.wat", text).toBinary({ write_debug_names: true }).buffer;
let assemble: Awaited<ReturnType<typeof wabt>>["parseWat"];
beforeAll(async () => {
  const own = await wabt();
  assemble = (name, text) => own.parseWat(name, text);
});

const run = (wasm: Uint8Array, name = "run"): unknown => {
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(wasm), {}).exports[name]?.();
  } catch (error) {
    return (error as Error).message;
  }
};

const silent = (): Progress => new Progress({ write: () => {}, moving: false, now: () => 0 });

/** A search for what shows something; what it found is kept, with how often it asked. */
const searchFor = (shows: (small: Small) => boolean, stopAfter = Number.POSITIVE_INFINITY) => {
  const found: Small[] = [];
  let asked = 0;
  const search: Search = {
    holds: async (small) => {
      asked++;
      return shows(small);
    },
    stopped: () => asked >= stopAfter,
    progress: silent(),
    seconds: 1,
    found: (small) => found.push(small),
  };
  return { search, found, asked: () => asked };
};

const none: Inputs = { args: [], env: {}, stdin: Buffer.alloc(0), files: [] };

/** A module whose `run` adds what some of its functions return; `needed` of so many. */
const adding = (count: number, needed: ReadonlySet<number>): string => `(module
  (memory 1) (data (i32.const 0) "needed") (data (i32.const 100) "never read at all")
  ${Array.from({ length: count }, (_, index) => `(func $f${index} (result i32) (i32.add (i32.const ${index + 1}) (i32.mul (i32.const 3) (i32.const 0))))`).join("\n")}
  (func (export "run") (result i32) ${[...needed].reduce((sum, index) => `(i32.add (call $f${index}) ${sum})`, "(i32.load8_u (i32.const 0))")}))`;

describe("functions and data", () => {
  test("are emptied as far as nothing needs them; each smaller module that was found shows the same", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 24 }), fc.uniqueArray(fc.nat(23), { maxLength: 5 }), async (count, some) => {
        const needed = new Set(some.filter((index) => index < count));
        const wasm = parse(adding(count, needed));
        const wanted = run(wasm);
        const { search, found } = searchFor((small) => run(small.wasm) === wanted);
        const small = await fewerParts(search, { wasm, inputs: none }, false);
        expect(run(small.wasm)).toBe(wanted);
        const { bodies, segments } = readParts(small.wasm);
        const kept = bodies.flatMap((body, index) => (Buffer.from(body).equals(Buffer.from(trapping)) ? [] : [index]));
        expect(kept).toEqual([...[...needed].sort((a, b) => a - b), count]);
        expect(segments.map(({ bytes }) => bytes.length)).toEqual([6, 0]);
        expect(found.every(({ wasm: own }) => run(own) === wanted)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test("return zeros where a function is called and its result does not matter", async () => {
    const wasm = parse(`(module (func $deep (result i32) (i32.add (i32.const 1) (i32.const 2))) (func $mid (drop (call $deep)) (drop (i32.const 1234567)))
      (func (export "run") (result i32) (call $mid) (i32.const 7)))`);
    const { search } = searchFor((small) => run(small.wasm) === 7);
    const small = await fewerParts(search, { wasm, inputs: none }, false);
    const { bodies, zeros } = readParts(small.wasm);
    expect(Buffer.from(bodies[1] ?? []).equals(Buffer.from(zeros[1] ?? []))).toBe(true);
  });

  test("never become the trap that is sought", async () => {
    const wasm =
      parse(`(module (func $other (result i32) (i32.add (i32.const 1) (i32.const 2))) (func $bad (result i32) (if (i32.const 1) (then (unreachable))) (i32.const 1))
      (func (export "ok") (result i32) (i32.mul (call $other) (i32.const 3))) (func (export "run") (result i32) (i32.add (call $bad) (i32.const 1))))`);
    const shows = (small: Small): boolean => run(small.wasm) === "unreachable";
    const small = await fewerParts(searchFor(shows).search, { wasm, inputs: none }, true);
    const { bodies } = readParts(small.wasm);
    expect(bodies.some((body) => Buffer.from(body).equals(Buffer.from(trapping)))).toBe(false);
    expect([run(small.wasm), run(small.wasm, "ok")]).toEqual(["unreachable", 0]);
  });

  test("custom sections go, unless what is sought takes them", async () => {
    const wasm = parse(adding(3, new Set([1])));
    const names = ({ wasm: own }: Small): number => WebAssembly.Module.customSections(new WebAssembly.Module(own), "name").length;
    expect(names({ wasm, inputs: none })).toBe(1);
    const without = await fewerParts(searchFor((small) => run(small.wasm) === run(wasm)).search, { wasm, inputs: none }, false);
    const taken = await fewerParts(searchFor((small) => names(small) === 1).search, { wasm, inputs: none }, false);
    expect([names(without), names(taken)]).toEqual([0, 1]);
    expect(taken.wasm.length).toBeLessThan(wasm.length);
  });

  test("of a component, or of bytes that are no module, stay", async () => {
    const { search, asked } = searchFor(() => true);
    for (const wasm of [Buffer.from("0061736d0d000100", "hex"), Buffer.from("no wasm"), Buffer.from("0061736d01000000ff", "hex")]) {
      expect((await fewerParts(search, { wasm, inputs: none }, false)).wasm).toBe(wasm);
      expect(functionsOf(wasm)).toBeUndefined();
    }
    expect(asked()).toBe(0);
  });

  test("stop where they are once somebody stops them, with a module that shows the same", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (most) => {
        const wasm = parse(adding(12, new Set([4, 9])));
        const wanted = run(wasm);
        const { search, asked } = searchFor((small) => run(small.wasm) === wanted, most);
        const small = await fewerParts(search, { wasm, inputs: none }, false);
        expect(run(small.wasm)).toBe(wanted);
        // The first question is asked before anybody can have stopped it.
        expect(asked()).toBeLessThanOrEqual(most);
      }),
      { numRuns: 15 },
    );
  });
});

describe("inputs", () => {
  const inputs: Inputs = { args: ["a", "b", "c"], env: { KEEP: "1", DROP: "2" }, stdin: Buffer.from("xxxxneedlexxxx"), files: [] };

  test("go as far as nothing needs them", async () => {
    const shows = ({ inputs: own }: Small): boolean =>
      own?.args.includes("b") === true && "KEEP" in own.env && Buffer.from(own.stdin).toString().includes("needle");
    const small = await fewerInputs(searchFor(shows).search, { wasm: Buffer.alloc(0), inputs });
    expect(small.inputs).toEqual({ args: ["b"], env: { KEEP: "1" }, stdin: Buffer.from("needle"), files: [] });
  });

  test("that nobody may change stay, and nothing is asked", async () => {
    const { search, asked } = searchFor(() => true);
    const small = { wasm: Buffer.alloc(0), inputs: undefined };
    expect([await fewerInputs(search, small), asked()]).toEqual([small, 0]);
  });
});

describe("random steps", () => {
  // A step takes one byte away, by its seed; some take none.
  const mutate = async (wasm: Uint8Array, seed: number): Promise<Uint8Array | undefined> =>
    seed % 7 === 0 || wasm.length === 0 ? undefined : Uint8Array.from(wasm.filter((_, index) => index !== seed % wasm.length));

  test("lead to what is needed, and end after so many that lead nowhere", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(255), async (bytes, needed) => {
        const wasm = Uint8Array.from([...bytes, needed]);
        const seen: string[] = [];
        const { search, found } = searchFor((small) => seen.push(small.wasm.join()) > 0 && small.wasm.includes(needed));
        const small = await fewerInstructions(search, { wasm, inputs: none }, mutate, 60);
        expect([...small.wasm]).toEqual([needed]);
        expect(found.at(-1) ?? { wasm }).toMatchObject({ wasm: small.wasm });
        // The same module is asked about once.
        expect(new Set(seen).size).toBe(seen.length);
      }),
    );
  });

  test("end at once where there is none, and where somebody stops them", async () => {
    const wasm = Uint8Array.of(1, 2, 3);
    let seeds = 0;
    const nowhere = async (): Promise<undefined> => void seeds++;
    await fewerInstructions(searchFor(() => true).search, { wasm, inputs: none }, nowhere, 25);
    expect(seeds).toBe(25);
    const { search, asked } = searchFor(() => true, 1);
    expect((await fewerInstructions(search, { wasm, inputs: none }, mutate, 25)).wasm.length).toBe(2);
    expect(asked()).toBe(1);
  });

  test("that break as the search is stopped say nothing, and else are an error", async () => {
    const breaks = async (): Promise<never> => {
      throw new Error("it was ended");
    };
    const small = { wasm: Uint8Array.of(1), inputs: none };
    await expect(fewerInstructions(searchFor(() => true).search, small, breaks, 5)).rejects.toThrow("it was ended");
    let stopped = false;
    const search: Search = { ...searchFor(() => true).search, stopped: () => stopped };
    const late = async (): Promise<never> => {
      stopped = true;
      throw new Error("it was ended");
    };
    expect(await fewerInstructions(search, small, late, 5)).toBe(small);
  });
});

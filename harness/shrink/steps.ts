import { kindOf, WasmError } from "../build/wasm.ts";
import { digest } from "../host/digest.ts";
import type { Progress } from "../report/progress.ts";
import { itemsOf, withoutInputs } from "./inputs.ts";
import type { Mutate } from "./mutate.ts";
import { type Parts, readParts, trapping, withBodies, withoutCustom, withoutData, writeParts } from "./parts.ts";
import { reduce } from "./reduce.ts";
import type { Small } from "./tries.ts";

/** What steps to a smaller cell work with. */
export interface Search {
  /** Whether a smaller cell fails in the same way. */
  readonly holds: (small: Small) => Promise<boolean>;
  readonly stopped: () => boolean;
  readonly progress: Progress;
  /** Estimated seconds of a try. */
  readonly seconds: number;
  /** Hears of the smallest cell so far. */
  readonly found: (small: Small) => void;
}

const phase = async <T>(search: Search, name: string, items: readonly T[], make: (without: ReadonlySet<T>) => Small): Promise<ReadonlySet<T>> => {
  const { progress, holds, stopped, seconds, found } = search;
  const shows = async (without: ReadonlySet<T>): Promise<boolean> => {
    const small = make(without);
    const is = await holds(small);
    if (is) found(small);
    return is;
  };
  const gone = await reduce(items, shows, {
    begin: (count) => progress.expect(name, count, seconds),
    decided: (count) => {
      for (let each = 0; each < count; each++) progress.done(name, "are tried");
    },
    stopped,
  });
  if (items.length > 0) progress.note(`${name}: ${gone.size} of ${items.length} are not needed`);
  return gone;
};

/** Leaves out inputs. */
export const fewerInputs = async (search: Search, small: Small): Promise<Small> => {
  const { inputs } = small;
  if (!inputs) return small;
  const make = (without: Parameters<typeof withoutInputs>[1]): Small => ({ ...small, inputs: withoutInputs(inputs, without) });
  return make(await phase(search, "inputs", itemsOf(inputs), make));
};

const partsOf = (wasm: Uint8Array): Parts | undefined => {
  try {
    return kindOf(wasm) === "module" ? readParts(wasm) : undefined;
  } catch (error) {
    if (error instanceof WasmError) return undefined;
    throw error;
  }
};

/** How many functions of its own a module has; undefined where it cannot be taken apart. */
export const functionsOf = (wasm: Uint8Array): number | undefined => partsOf(wasm)?.bodies.length;

/**
 * Empties functions and data. A function's body becomes a trap, or else returns zeros; `traps`: the failure is a trap, which such a body
 * would pass for.
 */
export const fewerParts = async (search: Search, small: Small, traps: boolean): Promise<Small> => {
  let parts = partsOf(small.wasm);
  if (!parts) return small;
  const toSmall = (own: Parts): Small => ({ ...small, wasm: writeParts(own) });
  const bare = withoutCustom(parts);
  if (await search.holds(toSmall(bare))) {
    search.found(toSmall(bare));
    parts = bare;
  }
  const bodies: ((index: number) => Uint8Array | undefined)[] = [...(traps ? [] : [() => trapping]), (index) => parts?.zeros[index]];
  for (const body of bodies) {
    const begin = parts;
    const items = begin.bodies.flatMap((own, index) => {
      const other = body(index);
      return other && other.length < own.length ? [index] : [];
    });
    const gone = await phase(search, "functions", items, (without) => toSmall(withBodies(begin, without, body)));
    parts = withBodies(begin, gone, body);
  }
  const full = parts;
  const items = full.segments.flatMap(({ bytes }, index) => (bytes.length > 0 ? [index] : []));
  const gone = await phase(search, "data", items, (without) => toSmall(withoutData(full, without)));
  const fewer = toSmall(withoutData(full, gone));
  return fewer.wasm.length < small.wasm.length ? fewer : small;
};

/** Takes random steps to smaller modules, until so many in a row lead to none that fails in the same way. */
export const fewerInstructions = async (search: Search, from: Small, mutate: Mutate, attempts: number): Promise<Small> => {
  const { progress, holds, stopped, seconds, found } = search;
  const tried = new Set<string>();
  let small = from;
  let misses = 0;
  progress.expect("steps", attempts, seconds);
  for (let seed = 1; misses < attempts && !stopped(); seed++) {
    const wasm = await mutate(small.wasm, seed).catch((error: unknown) => {
      if (stopped()) return undefined;
      throw error;
    });
    const key = wasm && digest(wasm);
    misses++;
    if (!wasm || key === undefined || wasm.length >= small.wasm.length || tried.has(key)) {
      progress.done("steps", `${small.wasm.length} bytes`);
      continue;
    }
    tried.add(key);
    const next = { ...small, wasm };
    if (await holds(next)) {
      small = next;
      found(small);
      progress.expect("steps", misses, seconds);
      misses = 0;
    }
    progress.done("steps", `${small.wasm.length} bytes`);
  }
  return small;
};

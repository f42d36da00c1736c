import type { Catalog } from "../model/catalog.ts";
import { matches } from "../model/patterns.ts";
import type { Target } from "../model/words.ts";

/** What of a wasm binary tells which version of WASI it is for. */
interface Facts {
  readonly kind: "module" | "component";
  readonly imports: readonly string[];
}

/**
 * The target that a wasm binary is for: of those of its kind the first one that gives all its imports, or else the first that gives most. Undefined where
 * no target is of its kind.
 */
export const targetOf = ({ targets }: Pick<Catalog, "targets">, { kind, imports }: Facts): Target | undefined => {
  const given = [...targets].flatMap(([id, target]) => {
    if (target.kind !== kind) return [];
    return [{ id, count: imports.filter((name) => matches(name, target.imports)).length }];
  });
  const most = Math.max(...given.map(({ count }) => count));
  return given.find(({ count }) => count === most)?.id as Target | undefined;
};

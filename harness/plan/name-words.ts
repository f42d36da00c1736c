import type { NamedIds } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";

/**
 * Gives each bare filter word that is an id its kind: `args` becomes `workload=args`, before any other meaning. Other terms stay.
 * Throws a GatehouseError for an id of two kinds.
 */
export const nameWords = (terms: readonly string[], ids: NamedIds): string[] =>
  terms.map((term) => {
    const kinds = (Object.keys(ids) as (keyof NamedIds)[]).filter((kind) => ids[kind].includes(term));
    if (kinds.length > 1) {
      throw new GatehouseError("filter/ambiguous", `${JSON.stringify(term)} is the id of a ${kinds.join(" and of a ")}`, {
        hint: `write ${kinds.map((kind) => `${kind}=${term}`).join(" or ")}`,
      });
    }
    return kinds[0] ? `${kinds[0]}=${term}` : term;
  });

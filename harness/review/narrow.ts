import type { Catalog } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { CellId } from "../model/ids.ts";
import { cellFacts } from "../plan/candidates.ts";
import { parseFilter, selects } from "../plan/filter.ts";

/**
 * The items whose cells a filter selects: for commands that read what ran before. Throws a GatehouseError where none is left, since an
 * empty table looks like good news.
 */
export const narrow = <T>(items: readonly T[], idOf: (item: T) => CellId, terms: readonly string[], catalog: Catalog): readonly T[] => {
  if (terms.length === 0) return items;
  const filter = parseFilter(terms);
  const left = items.filter((item) => selects(filter, cellFacts(catalog, idOf(item))));
  if (left.length > 0 || items.length === 0) return left;
  throw new GatehouseError("filter/no-match", `no cell that ran fits ${JSON.stringify(terms.join(" "))}`, {
    hint: "name another run, or leave a filter out",
  });
};

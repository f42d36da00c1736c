import type { Program } from "./call.ts";
import type { Grown } from "./programs.ts";

/** Tells of programs which is the first that still shows what is sought; -1 where none does. */
type Show = (programs: readonly Program[]) => Promise<number>;

// No search is longer; none that was seen took half of it.
const mostTried = 3000;

function* batches(grown: Grown, seen: Set<string>, size: number): Generator<readonly Grown[]> {
  let batch: Grown[] = [];
  for (const next of grown.smaller()) {
    const text = next.value.join("\n");
    if (next.value.length === 0 || seen.has(text)) continue;
    seen.add(text);
    batch.push(next);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The smallest program to which fast-check's steps lead, each of which still shows what is sought; so many are tried at once. */
export const shrink = async (from: Grown, shows: Show, together: number): Promise<Grown> => {
  const seen = new Set([from.value.join("\n")]);
  let best = from;
  for (let tried = 0; tried < mostTried; ) {
    let next: Grown | undefined;
    for (const batch of batches(best, seen, together)) {
      tried += batch.length;
      next = batch[await shows(batch.map(({ value }) => value))];
      if (next) break;
    }
    if (!next) return best;
    best = next;
  }
  return best;
};

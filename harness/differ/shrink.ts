import type { Program } from "./call.ts";

/** Tells of programs which is the first that still shows what is sought; -1 where none does. */
type Shows = (programs: readonly Program[]) => Promise<number>;

// No search is longer; none that was seen took half of it.
const mostTried = 3000;

function* batches(all: Iterable<Program>, seen: Set<string>, size: number): Generator<readonly Program[]> {
  let batch: Program[] = [];
  for (const next of all) {
    const text = next.join("\n");
    if (seen.has(text)) continue;
    seen.add(text);
    batch.push(next);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The smallest program to which steps lead, each of which still shows what is sought; so many are tried at once, and a few thousand at most. */
export const shrink = async (from: Program, smaller: (program: Program) => Iterable<Program>, shows: Shows, together: number): Promise<Program> => {
  const seen = new Set([from.join("\n")]);
  let best = from;
  for (let tried = 0; tried < mostTried; ) {
    let next: Program | undefined;
    for (const batch of batches(smaller(best), seen, together)) {
      tried += batch.length;
      next = batch[await shows(batch)];
      if (next || tried >= mostTried) break;
    }
    if (!next) return best;
    best = next;
  }
  return best;
};

import { expect, test } from "vitest";
import { isComplete } from "./journal.ts";
import type { KeptLine } from "./rows.ts";

test("a run is complete by its last line alone: a footer that tells no interruption", () => {
  const footer = (interrupted: boolean): KeptLine => ({ kind: "footer", finished: "2026-01-01T12:01:00Z", rows: 0, interrupted });
  const resumed: KeptLine = { kind: "resumed", at: "2026-01-01T12:02:00Z" };
  expect(isComplete([footer(false)])).toBe(true);
  for (const lines of [[], [resumed], [footer(true)], [footer(false), resumed]]) expect(isComplete(lines)).toBe(false);
});

import type { FailureGroup } from "../model/matrix.ts";
import type { Verdict } from "../model/words.ts";
import { blame } from "./blame.ts";
import type { CellRecord, RunRecord } from "./fold.ts";

const describe = (verdict: Exclude<Verdict, { is: "pass" }>): Pick<FailureGroup, "cause" | "detail"> => {
  switch (verdict.is) {
    case "fail":
      return { cause: verdict.cause, detail: verdict.detail };
    case "unsupported":
      return { cause: "unsupported", detail: `${verdict.capability}: ${verdict.proof}` };
    case "broken":
      return { cause: "broken", detail: `${verdict.stage}: ${verdict.detail}` };
  }
};

const toGroup = (cell: CellRecord, cells: readonly CellRecord[]): Omit<FailureGroup, "cells"> | undefined => {
  if (cell.state.is === "lost") return { cause: "lost", detail: "planned, but the journal has no row", blame: "harness" };
  if (cell.state.is === "untrusted") return { cause: "untrusted", detail: `its lane did not pass ${cell.state.because}`, blame: "runtime" };
  if (cell.state.is !== "judged" || cell.state.verdict.is === "pass") return undefined;
  return { ...describe(cell.state.verdict), blame: blame(cell, cells).on };
};

/** Groups what did not pass by cause and signature, the largest group first. */
export const groupFailures = (record: RunRecord): FailureGroup[] => {
  const groups = new Map<string, Omit<FailureGroup, "cells"> & { cells: string[] }>();
  for (const cell of record.cells) {
    const own = toGroup(cell, record.cells);
    if (!own) continue;
    // Offsets and sizes differ from language to language where the reason is one; exit codes are the reason.
    const signature = own.cause === "exit" ? own.detail : own.detail.replace(/\d+/g, "#");
    const key = JSON.stringify([own.cause, own.blame, signature]);
    const group = groups.get(key);
    if (group) group.cells.push(cell.text);
    else groups.set(key, { ...own, cells: [cell.text] });
  }
  return [...groups.values()].sort((a, b) => b.cells.length - a.cells.length);
};

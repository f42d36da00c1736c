import { endOf } from "../model/expectation.ts";
import { printLane } from "../model/ids.ts";
import type { FailureGroup } from "../model/matrix.ts";
import { signature } from "../model/signature.ts";
import { byTelling } from "../model/telling.ts";
import type { Blame, Verdict } from "../model/words.ts";
import { blamer } from "./blame.ts";
import type { CellRecord, RunRecord } from "./fold.ts";
import type { BlameGrounds } from "./witness.ts";

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

const toGroup = (cell: CellRecord, blame: (cell: CellRecord) => Blame): Omit<FailureGroup, "cells"> | undefined => {
  const { state, standing } = cell;
  if (standing.is === "unexpected-pass") return { cause: "unexpected-pass", detail: `passes, but ${standing.because}`, blame: "harness", known: undefined };
  if (state.is === "lost") return { cause: "lost", detail: "planned, but the journal has no row", blame: "harness", known: undefined };
  if (state.is === "untrusted")
    return { cause: "untrusted", detail: `${printLane(cell.id.lane)} is not trusted: ${state.because}`, blame: blame(cell).on, known: undefined };
  if (state.is !== "judged" || state.verdict.is === "pass") return undefined;
  const { expired, reported } = standing.is === "unexpected-fail" ? standing : {};
  const past = expired ? `; what was known of it ended on ${expired.until}` : reported?.mended ? `; ${reported.link} was ${endOf(reported)}` : "";
  const { cause, detail } = describe(state.verdict);
  return { cause, detail: detail + past, blame: blame(cell).on, known: standing.is === "known-failure" ? standing.known.reason : undefined };
};

// Faults of two engines are two, however alike they look, and so are those of two compilers, Keeps or workloads.
const scopeOf = ({ id }: CellRecord, on: Blame["on"]): string => {
  switch (on) {
    case "runtime":
      return id.lane.runtime;
    case "toolchain":
      return `${id.language}/${id.toolchain}`;
    case "keep":
      return id.lane.keep;
    case "workload":
      return id.workload;
    default:
      return "";
  }
};

// A lane without trust is one thing to mend.
const keyOf = (cell: CellRecord, { cause, blame, known, detail }: Omit<FailureGroup, "cells">): string => {
  if (cause === "untrusted") return JSON.stringify([cause, printLane(cell.id.lane)]);
  return JSON.stringify([cause, blame, scopeOf(cell, blame), known ?? signature(detail)]);
};

/** Groups what did not pass by cause and signature, first what explains most of the rest; what is known comes last. */
export const groupFailures = (record: RunRecord, grounds: BlameGrounds): FailureGroup[] => {
  const blame = blamer(record.cells, grounds);
  const failing = record.cells.flatMap((cell) => {
    const own = toGroup(cell, blame);
    return own ? [{ cell, own, needs: grounds.needs(cell), size: grounds.size?.(cell), text: cell.text }] : [];
  });
  const groups = Map.groupBy(byTelling(failing), ({ cell, own }) => keyOf(cell, own));
  const rank = ({ known, cause }: FailureGroup): number => (known === undefined ? Number(cause !== "untrusted") : 2);
  return [...groups.values()]
    .map((all): FailureGroup => ({ ...(all[0] as (typeof all)[number]).own, cells: all.map(({ text }) => text) }))
    .sort((a, b) => rank(a) - rank(b));
};

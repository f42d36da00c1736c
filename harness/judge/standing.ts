import type { Known, Standing } from "../model/expectation.ts";
import { fitsStart } from "../model/glob.ts";
import type { CellId, LaneId } from "../model/ids.ts";
import { once } from "../model/once.ts";
import { coerce, satisfies } from "../model/semver.ts";
import type { Capability, CellState } from "../model/words.ts";

const isOf = (known: Known, text: string): boolean => known.kind === "failure" && known.pattern.test(text);

const isIn = ({ releases }: Known, lane: LaneId): boolean => {
  if (releases === undefined) return true;
  const version = coerce(lane.version)?.version;
  return version !== undefined && satisfies(version, releases);
};

const isFlakeOf = (known: Known, text: string): boolean => known.kind === "flake" && known.pattern.test(text);

const holdsFor = (known: Known, text: string, lane: LaneId): boolean => isOf(known, text) && isIn(known, lane);

const expected: Standing = { is: "expected" };

// A release that is said to fail and passes makes the report or its range wrong.
const spite = ({ reported, releases, reason, link }: Known): string =>
  reported && releases !== undefined ? `must fail in ${releases}, by ${link}: ${reason}` : `is known to fail: ${reason}`;

/**
 * Holds what became of a cell against the known failures. Only a failure by the very cause that is known is excused, and
 * only until its day (`today`, YYYY-MM-DD). A cell that passes although it is known to fail, or needs what its lane does not claim, is unexpected too. What is
 * broken, lost or untrusted cannot be excused.
 */
export const standing = (
  cell: { readonly text: string; readonly id: { readonly lane: LaneId }; readonly state: CellState; readonly unclaimed?: readonly Capability[] },
  known: readonly Known[],
  today: string,
): Standing => {
  const { state } = cell;
  if (state.is === "inexpressible") return expected;
  if (state.is !== "judged" || state.verdict.is === "broken") return { is: "unexpected-fail" };
  const { verdict } = state;
  if (verdict.is === "unsupported") return expected;
  const about = known.filter((each) => isOf(each, cell.text));
  const fitting = about.filter((each) => isIn(each, cell.id.lane));
  const elsewhere = about.find((each) => each.reported && !fitting.includes(each));
  const reported = elsewhere ? { reported: elsewhere } : {};
  if (verdict.is === "pass") {
    const [first] = fitting;
    if (first) return { is: "unexpected-pass", because: spite(first), ...(first.reported ? { reported: first } : {}) };
    if (!cell.unclaimed?.length) return elsewhere ? { ...expected, ...reported } : expected;
    return { is: "unexpected-pass", because: `its lane does not claim ${cell.unclaimed.join(", ")}: its runtime's manifest or the case's needs are wrong` };
  }
  const flaking = known.filter((each) => isFlakeOf(each, cell.text));
  const excusing = [...fitting, ...flaking].filter((each) => each.cause === verdict.cause);
  const excuse = excusing.find((each) => each.until >= today);
  if (excuse) return { is: "known-failure", known: excuse };
  const [expired] = excusing;
  return { is: "unexpected-fail", ...(expired ? { expired } : reported) };
};

/**
 * Gives cells their standing on `today` (YYYY-MM-DD), as `standing` does. Of a thousand known failures each cell meets those alone that may be of its
 * workload.
 */
export const standings = (
  known: readonly Known[],
  today: string,
): ((cell: Parameters<typeof standing>[0] & { readonly id: Pick<CellId, "workload"> }) => Standing) => {
  const ofWorkload = once((workload) => known.filter(({ cells }) => fitsStart(cells, `${workload}/`)));
  return (cell) => standing(cell, ofWorkload(cell.id.workload), today);
};

/** Whether a cell is known to hang, always or at times: it fails by a limit on time, and waits for that without work. */
export const hangs = (text: string, lane: LaneId, known: readonly Known[], today: string): boolean =>
  known.some((each) => (each.cause === "timeout" || each.cause === "silence") && each.until >= today && (holdsFor(each, text, lane) || isFlakeOf(each, text)));

/** Whether a failing cell may be tried again, because somebody knows it to flake. */
export const mayFlake = (text: string, known: readonly Known[], today: string): boolean => known.some((each) => each.until >= today && isFlakeOf(each, text));

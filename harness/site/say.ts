import type { Observation } from "../model/generated/journal.ts";
import { formatBytes, formatDuration } from "../model/text.ts";
import type { SiteCell } from "./types.ts";

/** What a cell is counted under that did not pass: a cause, or what else became of it. */
export const causeWord = ({ state, code }: Pick<SiteCell, "state" | "code">): string => {
  if (code === "s") return "unexpected-pass";
  if (state.is !== "judged") return state.is;
  return state.verdict.is === "fail" ? state.verdict.cause : state.verdict.is;
};

/** Why a cell did not pass, in the words of the judge; empty where it passed. */
export const detailOf = ({ state, standing }: Pick<SiteCell, "state" | "standing">): string => {
  if (standing.is === "unexpected-pass") return `passes, but ${standing.because}`;
  switch (state.is) {
    case "inexpressible":
      return state.why;
    case "untrusted":
      return state.because;
    case "lost":
      return "planned, but the journal has no row";
    case "judged":
      break;
  }
  const { verdict } = state;
  switch (verdict.is) {
    case "pass":
      return "";
    case "fail":
      return verdict.detail;
    case "unsupported":
      return `${verdict.capability}: ${verdict.proof}`;
    case "broken":
      return `${verdict.stage}: ${verdict.detail}`;
  }
};

/** How a program ended, in one line. */
export const endingOf = ({ ending, raw }: Observation): string => {
  const parts = [ending.how, ending.code ?? ending.signal ?? ending.limit, ending.message && `(${ending.message})`];
  const how = parts.filter((part) => part !== undefined && part !== "").join(" ");
  const plain = ending.how === "exit" && raw.signal === null && raw.code === ending.code;
  return plain ? how : `${how}; the system said ${raw.signal ?? `exit ${raw.code}`}`;
};

/** Times and memory of a trial, in one line. */
export const figuresOf = ({ wallMs, userMs, systemMs, peakKib, cache }: Observation): string => {
  const cpu = userMs === null || systemMs === null ? "CPU unknown" : `${(userMs + systemMs).toFixed(1)} ms of CPU`;
  const memory = peakKib === null ? "memory unknown" : `${formatBytes(peakKib * 1024)} at most`;
  return `${formatDuration(wallMs)}, ${cpu}, ${memory}, engine's cache ${cache}`;
};

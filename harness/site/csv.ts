import { printLane, printRelease } from "../model/ids.ts";
import { printable, shorten } from "../model/text.ts";
import { causeWord, detailOf } from "./say.ts";
import { shownStates } from "./states.ts";
import type { SiteCell } from "./types.ts";

const words = new Map(shownStates.map(({ code, word }) => [code, word]));

// What a spreadsheet takes for a formula becomes text.
const field = (text: string): string => {
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const head = ["workload", "case", "language", "toolchain", "target", "release", "keep", "lane", "state", "cause", "blame", "detail"];

/** Every cell as a line of CSV. */
export const toCsv = (cells: readonly SiteCell[]): string => {
  const lines = cells.map((cell) => {
    const { id, code, blame } = cell;
    const failed = code !== "p" && code !== "y";
    const own = [id.workload, id.case, id.language, id.toolchain, id.target, printRelease(id.lane), id.lane.keep, printLane(id.lane), words.get(code) ?? ""];
    return [...own, failed ? causeWord(cell) : "", blame?.on ?? "", failed ? printable(shorten(detailOf(cell).split("\n")[0] ?? "", 200)) : ""]
      .map(field)
      .join(",");
  });
  return `${[head.join(","), ...lines].join("\n")}\n`;
};

import { readFileSync } from "node:fs";
import type { JournalLine } from "../model/generated/journal.ts";
import { parseCell, printRoute, printTrack } from "../model/ids.ts";
import { findJournal, listRuns } from "./runs.ts";

/** Seconds that cells and builds took before. */
export interface RecordedTimes {
  /** Of a cell, in whatever release of its track; undefined where nobody ran it. */
  readonly cell: (text: string) => number | undefined;
  /** Of a build that was carried out. */
  readonly build: (text: string) => number | undefined;
}

/** How many runs are looked through, and how large a journal may be: it is read for an estimate, no more. */
const [newest, longest] = [3, 1 << 26];

// A release has the times of the one before.
const trackOf = (text: string): string => {
  const { workload, case: name, lane, ...route } = parseCell(text);
  return `${workload}/${name},${printRoute(route)},${printTrack(lane)}`;
};

// A row begins with its cell's case. To parse the rows of other cases would take longer than a small run does.
const isWorthParsing = (line: string, cases: ReadonlySet<string>): boolean => {
  const own = /^\{"kind":"(?:artifact"|row","cell":"([^,"]*),)/.exec(line);
  return own !== null && (own[1] === undefined || cases.has(own[1]));
};

/**
 * What the newest runs of a project tell of how long builds take, and cells of some cases, by WORKLOAD/CASE. Lines that are no JSON
 * are left out: nothing rests on them.
 */
export const recordedTimes = (root: string, cases: ReadonlySet<string>): RecordedTimes => {
  const [cells, builds] = [new Map<string, number>(), new Map<string, number>()];
  for (const run of listRuns(root).slice(-newest)) {
    const text = readFileSync(findJournal(root, run), "utf8");
    if (text.length > longest) continue;
    for (const line of text.split("\n")) {
      if (!isWorthParsing(line, cases)) continue;
      try {
        const own = JSON.parse(line) as JournalLine;
        if (own.kind === "row" && own.state === "ran") cells.set(trackOf(own.cell), own.observation.wallMs / 1000);
        if (own.kind === "artifact" && !own.reused) builds.set(own.build, own.milliseconds / 1000);
      } catch {
        // Its writer was killed.
      }
    }
  }
  return { cell: (text) => cells.get(trackOf(text)), build: (text) => builds.get(text) };
};

import type { Known } from "../model/expectation.ts";
import { parseCell, parseLane } from "../model/ids.ts";
import { byText, type ReleaseRecord } from "../model/record.ts";
import type { LanguageScore, PublishedRelease, TrackHistory } from "../model/releases.ts";
import { byVersion } from "../model/semver.ts";
import type { Verdict } from "../model/words.ts";
import { type ReportedCell, toReported } from "./reported.ts";
import { standings } from "./standing.ts";

/** A judged cell of a record, held against what is known today: a record is older than many a report. */
interface Told extends ReportedCell {
  readonly verdict: Verdict;
}

const toldBy = ({ header, cells }: ReleaseRecord, standingOf: ReturnType<typeof standings>): Told[] =>
  cells.flatMap((cell) => {
    if (cell.state !== "judged") return [];
    const text = `${cell.cell},${header.lane}`;
    const id = parseCell(text);
    const { verdict } = cell;
    return [{ id, verdict, standing: standingOf({ text, id, state: { is: "judged", verdict } }) }];
  });

const score = (cells: readonly Told[]): LanguageScore | undefined => {
  if (cells.length === 0) return undefined;
  return {
    passed: cells.filter(({ verdict }) => verdict.is === "pass").length,
    total: cells.length,
    known: cells.filter(({ standing }) => standing.is === "known-failure").length,
  };
};

// Cells that tell a lane's trust say nothing of a language; what a lane cannot set up says nothing of a release.
const byLanguage = ({ header }: ReleaseRecord, cells: readonly Told[]): Map<string, Told[]> =>
  Map.groupBy(
    cells.filter(({ id }) => !header.trust.includes(id.workload)),
    ({ id }) => id.language,
  );

/**
 * Folds published records to what each language passed, release by release: one history a track and machine. Public reports among the failures
 * that are known on `today` (YYYY-MM-DD) are told by release.
 */
export const toHistories = (records: readonly ReleaseRecord[], known: readonly Known[], today: string): TrackHistory[] => {
  const standingOf = standings(known, today);
  return [...Map.groupBy(records, ({ header }) => `${header.track} ${header.machine.id}`)]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([, own]): TrackHistory[] => {
      const [first] = own;
      if (!first) return [];
      const told = own.map((record) => ({ record, cells: toldBy(record, standingOf) }));
      const columns = told.map(({ record, cells }) => ({ header: record.header, cells: byLanguage(record, cells) }));
      const languages = [...new Set(columns.flatMap(({ cells }) => [...cells.keys()]))].sort(byText);
      const releases = columns.map(({ header, cells }): PublishedRelease => {
        const scores = languages.map((language) => score(cells.get(language) ?? []));
        return { version: parseLane(header.lane).version, day: header.day, scores };
      });
      const { id, cpu, cores } = first.header.machine;
      const sorted = releases.sort((a, b) => byVersion(a.version, b.version));
      const cells = told.flatMap((each) => each.cells);
      const reported = toReported(cells, sorted.length, ({ id: of }) => sorted.findIndex(({ version }) => version === of.lane.version));
      return [{ track: first.header.track, machine: { id, cpu, cores }, languages, releases: sorted, reported }];
    });
};

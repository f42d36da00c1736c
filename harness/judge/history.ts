import type { Known } from "../model/expectation.ts";
import { parseCell, parseLane } from "../model/ids.ts";
import { byText, type RecordedCell, type ReleaseRecord } from "../model/record.ts";
import type { LanguageScore, PublishedRelease, TrackHistory } from "../model/releases.ts";
import { byVersion } from "../model/semver.ts";
import { type ReportedCell, toReported } from "./reported.ts";
import { standing } from "./standing.ts";

const score = (cells: readonly RecordedCell[]): LanguageScore | undefined => {
  const judged = cells.flatMap((cell) => (cell.state === "judged" ? [cell] : []));
  if (judged.length === 0) return undefined;
  return {
    passed: judged.filter(({ verdict }) => verdict.is === "pass").length,
    total: judged.length,
    known: judged.filter(({ known }) => known !== undefined).length,
  };
};

// Cells that tell a lane's trust say nothing of a language; what a lane cannot set up says nothing of a release.
const byLanguage = ({ header, cells }: ReleaseRecord): Map<string, RecordedCell[]> => {
  const parsed = cells.map((cell) => ({ cell, id: parseCell(`${cell.cell},${header.lane}`) })).filter(({ id }) => !header.trust.includes(id.workload));
  return new Map([...Map.groupBy(parsed, ({ id }) => id.language)].map(([language, own]) => [language, own.map(({ cell }) => cell)]));
};

// Held against what is known today: a record is older than many a report.
const standingsOf = ({ header, cells }: ReleaseRecord, known: readonly Known[], today: string): ReportedCell[] =>
  cells.flatMap((cell) => {
    if (cell.state !== "judged") return [];
    const text = `${cell.cell},${header.lane}`;
    const id = parseCell(text);
    return [{ id, standing: standing({ text, id, state: { is: "judged", verdict: cell.verdict } }, known, today) }];
  });

/**
 * Folds published records to what each language passed, release by release: one history a track and machine. Public reports among the failures
 * that are known on `today` (YYYY-MM-DD) are told by release.
 */
export const toHistories = (records: readonly ReleaseRecord[], known: readonly Known[], today: string): TrackHistory[] =>
  [...Map.groupBy(records, ({ header }) => `${header.track} ${header.machine.id}`)]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([, own]): TrackHistory[] => {
      const [first] = own;
      if (!first) return [];
      const columns = own.map((record) => ({ header: record.header, cells: byLanguage(record) }));
      const languages = [...new Set(columns.flatMap(({ cells }) => [...cells.keys()]))].sort(byText);
      const releases = columns.map(({ header, cells }): PublishedRelease => {
        const scores = languages.map((language) => score(cells.get(language) ?? []));
        return { version: parseLane(header.lane).version, day: header.day, scores };
      });
      const { id, cpu, cores } = first.header.machine;
      const sorted = releases.sort((a, b) => byVersion(a.version, b.version));
      const cells = own.flatMap((record) => standingsOf(record, known, today));
      const reported = toReported(cells, sorted.length, ({ id: of }) => sorted.findIndex(({ version }) => version === of.lane.version));
      return [{ track: first.header.track, machine: { id, cpu, cores }, languages, releases: sorted, reported }];
    });

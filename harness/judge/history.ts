import type { RecordHeader } from "../model/generated/record.ts";
import { parseLane } from "../model/ids.ts";
import { byText } from "../model/record.ts";
import type { LanguageScore, PublishedRelease, TrackHistory } from "../model/releases.ts";
import { byVersion } from "../model/semver.ts";
import type { Verdict } from "../model/words.ts";
import type { CellRecord } from "./fold.ts";
import { type ReportedCell, toReported } from "./reported.ts";

/** A published file as far as a history looks at it: its cells are held against what is known today. */
export interface HeldRecord {
  readonly header: RecordHeader;
  readonly cells: readonly Pick<CellRecord, "id" | "state" | "standing">[];
}

interface Judged extends ReportedCell {
  readonly verdict: Verdict;
}

const judged = ({ cells }: HeldRecord): Judged[] =>
  cells.flatMap(({ id, state, standing }) => (state.is === "judged" ? [{ id, standing, verdict: state.verdict }] : []));

const score = (cells: readonly Judged[]): LanguageScore | undefined => {
  if (cells.length === 0) return undefined;
  return {
    passed: cells.filter(({ verdict }) => verdict.is === "pass").length,
    total: cells.length,
    known: cells.filter(({ standing }) => standing.is === "known-failure").length,
  };
};

// Cells that tell a lane's trust say nothing of a language; what a lane cannot set up says nothing of a release.
const byLanguage = ({ trust }: RecordHeader, cells: readonly Judged[]): Map<string, Judged[]> =>
  Map.groupBy(
    cells.filter(({ id }) => !trust.includes(id.workload)),
    ({ id }) => id.language,
  );

/**
 * Folds published records to what each language passed, release by release: one history a track and machine. Public reports among the known
 * failures are told by release.
 */
export const toHistories = (records: readonly HeldRecord[]): TrackHistory[] =>
  [...Map.groupBy(records, ({ header }) => `${header.track} ${header.machine.id}`)]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([, own]): TrackHistory[] => {
      const [first] = own;
      if (!first) return [];
      const told = own.map((record) => ({ header: record.header, cells: judged(record) }));
      const columns = told.map(({ header, cells }) => ({ header, cells: byLanguage(header, cells) }));
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

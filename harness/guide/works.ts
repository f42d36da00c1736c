import type { CapabilityCell, CapabilitySquare, Reason, ToldCapabilities } from "../model/capabilities.ts";
import { parseLane } from "../model/ids.ts";
import { several } from "../model/text.ts";
import { compareReleases, newestOf, releaseOf, releasesOf } from "./bare-lanes.ts";

interface Column {
  readonly lane: string;
  readonly source: string;
  readonly squares: ReadonlyMap<string, CapabilitySquare>;
}

const columnsOf = (language: string, { tables }: ToldCapabilities): Column[] =>
  newestOf(tables).flatMap(({ lane, source, languages, rows }) => {
    const at = languages.indexOf(language);
    const squares = rows.flatMap(({ capability, squares: all }) => {
      const square = all[at];
      return square && square.is !== "not-ported" ? [[capability, square] as const] : [];
    });
    return squares.some(([, { is }]) => is === "works" || is === "fails") ? [{ lane, source, squares: new Map(squares) }] : [];
  });

const show = (square: CapabilitySquare | undefined): string => {
  switch (square?.is) {
    case "works":
      return "yes";
    case "fails":
      return square.passed === 0 ? "no" : `${square.passed} of ${square.passed + square.failed}`;
    case "cannot":
      return "cannot";
    case "unknown":
      return "?";
    default:
      return "";
  }
};

const linked = ({ why, link }: Reason): string => {
  const text = why.trim().replace(/\.$/, "").replaceAll("<", "&lt;");
  return link === undefined ? `${text}.` : `${text} ([more](${link})).`;
};

const list = (items: Iterable<string>): string => [...new Set(items)].join(", ");

/** What records tell of one language: its cells by lane. */
interface Own extends Pick<ToldCapabilities, "tables"> {
  readonly cells: ReadonlyMap<string, readonly CapabilityCell[]>;
}

// A failure is as old as the oldest release from which on it is in every one that is published.
const sinceOf = ({ why }: Reason, lane: string, { cells, tables }: Own): string => {
  const { runtime } = parseLane(lane);
  const versions = releasesOf(tables, runtime).sort(compareReleases).toReversed();
  const fails = (other: string): boolean => (cells.get(other) ?? []).some(({ outcome }) => outcome.is === "fail" && outcome.known?.why === why);
  const end = versions.findIndex((other) => !fails(other));
  const oldest = versions[(end < 0 ? versions.length : end) - 1] ?? lane;
  return `${end < 0 ? "at least " : ""}${releaseOf(oldest)}`;
};

const failures = (columns: readonly Column[], own: Own): string[] => {
  const failing = columns.flatMap(({ lane, squares }) =>
    [...squares].flatMap(([capability, square]) => (square.is === "fails" ? square.cells.map((cell) => ({ cell, lane, capability })) : [])),
  );
  const told = failing.flatMap((one) => {
    const outcome = own.cells.get(one.lane)?.find(({ cell }) => cell === one.cell)?.outcome;
    return outcome?.is === "fail" ? [{ ...one, on: outcome.on, reason: outcome.known ?? { why: "Nobody has said why yet", link: undefined } }] : [];
  });
  return [...Map.groupBy(told, ({ reason }) => reason.why)].flatMap(([, alike]) => {
    const [first] = alike;
    if (!first) return [];
    const cases = new Set(alike.map(({ cell }) => cell.split(",")[0])).size;
    const since = list(alike.map(({ lane }) => sinceOf(first.reason, lane, own)));
    const where = `**${list(alike.map(({ capability }) => capability))}** in ${list(alike.map(({ lane }) => releaseOf(lane)))}, ${several(cases, "case")}`;
    return [`- ${where}. Reason: ${linked(first.reason)} Blame: ${list(alike.map(({ on }) => on))}. Since ${since}.`];
  });
};

const refusals = (columns: readonly Column[]): string[] => {
  const told = columns.flatMap(({ lane, squares }) =>
    [...squares].flatMap(([capability, square]) => (square.is === "cannot" ? [{ lane, capability, reason: { why: square.why, link: square.link } }] : [])),
  );
  return [...Map.groupBy(told, ({ reason }) => linked(reason))].map(
    ([reason, own]) => `- **${list(own.map(({ capability }) => capability))}** in ${list(own.map(({ lane }) => releaseOf(lane)))}: ${reason}`,
  );
};

/**
 * What works in a language, as Markdown: capabilities by engine, and why the others fail or cannot be had. It is made of the newest published record
 * of each engine on the bare machine. Undefined where no record has the language.
 */
export const worksText = (language: string, records: ToldCapabilities): string | undefined => {
  const columns = columnsOf(language, records);
  if (columns.length === 0) return undefined;
  const cells = Map.groupBy(
    records.cells.filter((cell) => cell.language === language),
    ({ lane }) => lane,
  );
  const capabilities = [...new Set(columns.flatMap(({ squares }) => [...squares.keys()]))].sort();
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const part = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ["", title, "", ...lines]);
  return [
    `Published ${list(columns.map(({ source }) => source.replace(/^published /, "")).sort())}: \`yes\` where all cases pass, else how many of them.`,
    "",
    row(["capability", ...columns.map(({ lane }) => releaseOf(lane))]),
    row(["---", ...columns.map(() => "---")]),
    ...capabilities.map((capability) => row([capability, ...columns.map(({ squares }) => show(squares.get(capability)))])),
    ...part("These fail:", failures(columns, { cells, tables: records.tables })),
    ...part("These cannot be had:", refusals(columns)),
  ].join("\n");
};

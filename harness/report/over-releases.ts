import { gatehouseWords } from "../model/command.ts";
import type { OverChange, OverReleases, OverRow, OverSquare, OverTrack } from "../model/generated/over.ts";
import { printable, several, shellLine, shorten } from "../model/text.ts";
import { inline } from "./markdown.ts";
import type { Style } from "./style.ts";
import { fittedLines, markdownTable, type TableCell } from "./table.ts";

const widest = 160;

const squareText = ({ is, passed = 0, failed = 0, known }: OverSquare): string => {
  switch (is) {
    case "works":
      return "yes";
    case "fails":
      return `${passed === 0 ? "no" : `${passed}/${passed + failed}`}${known ? "*" : "!"}`;
    case "cannot":
      return "cannot";
    case "unknown":
      return "?";
    case "absent":
      return "-";
  }
};

const squareCell = (square: OverSquare, style: Style): TableCell => {
  const paint = { works: style.good, fails: square.known ? style.warn : style.bad, cannot: style.dim, unknown: style.warn, absent: style.dim }[square.is];
  return { text: squareText(square), paint };
};

const isAlike = ({ squares }: OverRow): boolean => new Set(squares.map(squareText)).size === 1;

const wordsOf = ({ was, is, capability, languages, cases, moved }: OverChange): string =>
  `${was} to ${is}: ${capability}, in ${languages.join(", ")}, ${several(cases.length, "case")}${moved === undefined ? "" : `, by another ${moved}`}`;

const paintOf = ({ is, known }: OverChange, style: Style): ((text: string) => string) =>
  is === "pass" ? style.good : is === "unsupported" || known !== undefined ? style.warn : style.bad;

const changeLines = (change: OverChange, style: Style): string[] => {
  const { cases, detail, known } = change;
  const room = (style.columns ?? widest) - 6;
  const line = (text: string): string => `      ${shorten(printable(text.split("\n", 1)[0] ?? ""), room)}`;
  return [
    `    ${paintOf(change, style)(printable(wordsOf(change)))}`,
    line(cases[0] ?? ""),
    ...(detail === "" ? [] : [style.dim(line(detail))]),
    ...(known === undefined ? [] : [style.dim(line(`known: ${known}`))]),
  ];
};

const turnLines = ({ releases, changes }: OverTrack, style: Style): string[] =>
  releases.slice(1).flatMap(({ version }, index) => {
    const own = changes.filter(({ after }) => after === version);
    const title = `  ${releases[index]?.version} to ${version}`;
    return own.length === 0
      ? ["", `${title}: ${style.dim("nothing changed")}`]
      : ["", style.bold(title), ...own.flatMap((change) => changeLines(change, style))];
  });

const trackLines = (track: OverTrack, whole: boolean, style: Style): string[] => {
  const { releases, rows } = track;
  const shown = whole ? rows : rows.filter((row) => !isAlike(row));
  const head = ["language", "capability", ...releases.map(({ version }) => version)].map((text): TableCell => ({ text, paint: style.bold }));
  const cells = shown.map(({ language, capability, squares }) => [
    { text: language },
    { text: capability },
    ...squares.map((square) => squareCell(square, style)),
  ]);
  const columns = style.columns === undefined ? undefined : style.columns - 2;
  const alike = rows.length - shown.length;
  return [
    `${style.bold(track.track)}  ${style.dim(`on ${printable(track.machine)}`)}`,
    ...(shown.length === 0 ? [] : fittedLines([head, ...cells], 2, columns).map((line) => (line === "" ? "" : `  ${line}`))),
    ...(alike === 0 ? [] : [style.dim(`  ${several(alike, "row")} of language and capability ${alike === 1 ? "is" : "are"} alike in every release`)]),
    ...(releases.length === 1 ? [style.dim(`  only ${releases[0]?.version} is published`)] : turnLines(track, style)),
  ];
};

const isSingle = ({ releases }: OverTrack): boolean => releases.length === 1;

// Of these nothing can have changed.
const singleLines = (tracks: readonly OverTrack[], style: Style): string[] =>
  tracks.length === 0
    ? []
    : ["published in one release alone:", ...tracks.map(({ track, releases }) => `  ${track} ${releases[0]?.version}`), ""].map((line) =>
        line === "" ? line : style.dim(printable(line)),
      );

/**
 * What changed over the published releases, a block a track: languages and capabilities down, releases across, then the changes of each
 * release with a case that shows them. `whole`: rows that are alike in every release too.
 */
export const overReleasesLines = ({ tracks }: OverReleases, whole: boolean, style: Style): string[] => [
  ...tracks.filter((track) => whole || !isSingle(track)).flatMap((track) => [...trackLines(track, whole, style), ""]),
  ...singleLines(whole ? [] : tracks.filter(isSingle), style),
  style.dim("no*, 3/5*: fails for a written reason; no!, 3/5!: for none; cannot: with proof; ?: nothing that counts; -: not published"),
  ...(whole ? [] : [`${style.dim("every row of a language:")} ${shellLine([...gatehouseWords, "matrix", "--over", "releases", "language=c"])}`]),
  ...(tracks.some(({ changes }) => changes.length > 0)
    ? [`${style.dim("the very release, of all that there are:")} ${shellLine([...gatehouseWords, "bisect"])} CASE,ROUTE,RUNTIME`]
    : []),
];

/** The same as Markdown, with every row. */
export const overReleasesMarkdown = ({ tracks }: OverReleases): string =>
  tracks
    .flatMap(({ track, machine, releases, rows, changes }) => [
      `## ${inline(track)} on ${inline(machine)}`,
      "",
      ...markdownTable(
        ["language", "capability", ...releases.map(({ version }) => version)],
        rows.map(({ language, capability, squares }) => [language, capability, ...squares.map(squareText)]),
      ),
      "",
      ...changes.map((change) => {
        const said = change.detail === "" ? "" : `: ${shorten(change.detail.split("\n", 1)[0] ?? "", widest)}`;
        return `- ${inline(`${change.before} to ${change.after}: ${wordsOf(change)}: ${change.cases[0] ?? ""}${said}`)}`;
      }),
      ...(changes.length === 0 ? [] : [""]),
    ])
    .join("\n");

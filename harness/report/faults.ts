import { percentOf } from "../model/coverage.ts";
import { type FaultAnswer, whyUnfound } from "../model/fault.ts";
import { byText } from "../model/record.ts";
import { formatDuration, hidePaths, printable, several, shorten } from "../model/text.ts";
import type { Style } from "./style.ts";
import { markdownTable, type TableCell, tableLines } from "./table.ts";

/** What a report of faults is made of. */
export interface FaultsReport {
  readonly header: { readonly day: string; readonly lane: string; readonly faults: number; readonly cells: number };
  readonly answers: readonly FaultAnswer[];
  readonly footer: { readonly seconds: number } | undefined;
}

const isFound = ({ found }: FaultAnswer): boolean => found.length > 0;
const foundIn = (answers: readonly FaultAnswer[]): number => answers.filter(isFound).length;
const wordsOf = (way: string): string => way.replaceAll("-", " ");
const longestDetail = 160;

/** Part of a whole in percent, rounded down: 100 is all. */
export const percent = (part: number, whole: number): string => `${whole === 0 ? 100 : percentOf(part, whole)} %`;

const groups = (answers: readonly FaultAnswer[], key: (answer: FaultAnswer) => string): [string, FaultAnswer[]][] =>
  [...Map.groupBy(answers, key)].sort(([a], [b]) => (a < b ? -1 : 1));

const findings = ({ found }: FaultAnswer): string[] =>
  found.map(
    ({ case: name, route, cause, detail, blame }) => `${name},${route}: ${cause}, blame ${blame}: ${shorten(printable(hidePaths(detail)), longestDetail)}`,
  );

/** How many faults of each function and of each kind were found. */
const table = (answers: readonly FaultAnswer[], key: (answer: FaultAnswer) => string, style: Style): string[] => {
  const rows = groups(answers, key).map(([name, own]): TableCell[] => {
    const count = foundIn(own);
    return [{ text: name }, { text: `${count}/${own.length}`, paint: count === own.length ? style.good : style.bad }];
  });
  return tableLines(rows, ["left", "right"]);
};

/** Few faults are told one by one, many by their functions; those that nobody finds always with why. */
const fewFaults = 40;

/** Faults as lines of text: who found each, or how many of each function were found; and which nobody finds. */
export const faultLines = ({ header, answers, footer }: FaultsReport, style: Style): string[] => {
  const few = answers.length <= fewFaults;
  const told = few
    ? answers
        .filter(isFound)
        .flatMap((answer) => [`${style.good("found")}    ${answer.id}  ${style.dim(answer.about)}`, ...findings(answer).map((line) => `  ${line}`)])
    : [...table(answers, ({ on }) => on, style), "", ...table(answers, ({ way }) => wordsOf(way), style), ""];
  const unfound = answers.filter((answer) => !isFound(answer));
  const wrong = answers.flatMap(({ found }) => found).filter(({ blame }) => blame !== "runtime");
  return [
    ...told,
    ...unfound.map((answer) => `${style.bad("not found")}  ${answer.id}: ${answer.about}; ${whyUnfound(answer)}`),
    ...(unfound.length > 0 ? [""] : []),
    `${foundIn(answers)} of ${several(answers.length, "fault")} found (${percent(foundIn(answers), answers.length)}) by ${several(header.cells, "cell")}${footer ? ` in ${formatDuration(footer.seconds * 1000)}` : ""}`,
    ...(wrong.length > 0 ? [`${several(wrong.length, "finding")} without blame on the runtime`] : []),
    ...(footer ? [] : ["the search did not come to its end: --resume goes on with it"]),
  ];
};

/** Totals by kind, as a table for the README. */
export const faultSummary = ({ header, answers }: Pick<FaultsReport, "header" | "answers">): string[] => [
  ...markdownTable(
    ["kind of fault", "faults", "found"],
    [
      ...groups(answers, ({ way }) => wordsOf(way)).map(([way, own]) => [way, String(own.length), String(foundIn(own))]),
      ["all", String(answers.length), `${foundIn(answers)} (${percent(foundIn(answers), answers.length)})`],
    ],
    ["left", "right"],
  ),
  "",
  `Measured on ${header.day} with ${several(header.cells, "cell")}. [results/faults](results/faults/README.md) has each fault.`,
];

/** The page of a published record: each fault with who finds it, by function; first what nobody finds. */
export const faultPage = ({ header, answers: told, footer }: FaultsReport): string => {
  // As the record has them: a page that is drawn from it is the same.
  const answers = told.toSorted((a, b) => byText(a.id, b.id));
  const unfound = answers.filter((answer) => !isFound(answer));
  const rowsOf = (own: readonly FaultAnswer[]): string[][] =>
    own.filter(isFound).map((answer) => {
      const [first] = answer.found;
      return [
        wordsOf(answer.way),
        answer.about,
        first ? `${first.case} ${first.route}` : "",
        first?.cause ?? "",
        first?.blame ?? "",
        shorten(hidePaths(first?.detail ?? ""), longestDetail),
      ];
    });
  return [
    "# Faults",
    "",
    `A host of WASI with one fault at a time, and the workloads that find it. Of ${several(answers.length, "fault")} ${foundIn(answers)} are found (${percent(foundIn(answers), answers.length)}).`,
    `Written by \`gatehouse faults --publish\` on ${header.day}: ${several(header.cells, "cell")} that pass without a fault${footer ? `, ${formatDuration(footer.seconds * 1000)}` : ""}.`,
    "",
    "## Not found",
    "",
    ...(unfound.length === 0
      ? ["None."]
      : markdownTable(
          ["fault", "kind", "what is wrong", "why"],
          unfound.map((answer) => [answer.id, wordsOf(answer.way), answer.about, whyUnfound(answer)]),
        )),
    ...groups(answers, ({ on }) => on).flatMap(([on, own]) => [
      "",
      `## ${on}`,
      "",
      `${foundIn(own)} of ${own.length}.`,
      ...(foundIn(own) > 0 ? ["", ...markdownTable(["kind", "what is wrong", "found by", "cause", "blame", "detail"], rowsOf(own))] : []),
    ]),
    "",
  ].join("\n");
};

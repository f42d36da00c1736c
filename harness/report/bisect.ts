import type { Bisected, BisectedEntry, BisectedTurn } from "../model/generated/bisect.ts";
import { printable, printableLines, shorten } from "../model/text.ts";
import type { Style } from "./style.ts";
import { type TableCell, tableLines } from "./table.ts";
import { comparisonLines } from "./trace.ts";

const longest = 160;

const firstLine = (text: string): string => shorten(printableLines(text).split("\n", 1)[0] ?? "", longest);

const paintOf = (is: string, style: Style): ((text: string) => string) => (is === "pass" ? style.good : is === "fail" ? style.bad : style.warn);

const entryRow = ({ version, answer }: BisectedEntry, style: Style): TableCell[] => [
  { text: version },
  answer ? { text: answer.is, paint: paintOf(answer.is, style) } : { text: "not asked", paint: style.dim },
  { text: answer?.why === undefined ? "" : firstLine(answer.why), paint: style.dim },
];

const sentence = ({ entries, runtime }: Bisected, { before, after, skipped }: BisectedTurn): string => {
  const answer = (version: string): string => entries.find((each) => each.version === version)?.answer?.is ?? "";
  const verb: Readonly<Record<string, string>> = { pass: "passes", fail: "fails", unsupported: "does not support it" };
  const [old, now] = [answer(before), answer(after)];
  const what = now === "pass" ? "the first good release" : now === "fail" ? "the first bad release" : "the first release without it";
  const doubt = skipped.length === 0 ? "" : `, or one of ${skipped.join(", ")}, which could not be tested`;
  return `${runtime} ${after} is ${what}${doubt}: ${before} ${verb[old] ?? old}, ${after} ${verb[now] ?? now}`;
};

const turnLines = (told: Bisected, turn: BisectedTurn, style: Style): string[] => [
  "",
  style.bold(printable(sentence(told, turn))),
  ...(turn.sources === undefined ? [] : [`sources: ${printable(turn.sources)}`]),
  ...(turn.trace ? comparisonLines(turn.trace, style) : []),
  ...(turn.untraced === undefined ? [] : [style.dim(printable(`calls: not compared, ${turn.untraced}`))]),
];

const alike = ({ entries, runtime }: Bisected): string => {
  const answers = new Set(entries.flatMap(({ answer }) => (answer && answer.is !== "untestable" ? [answer.is] : [])));
  return answers.size === 0 ? `no release of ${runtime} could be tested` : `${runtime}: every release that counts answers alike (${[...answers].join(", ")})`;
};

/** What a search found: each release with its answer, then each place where the answers turn. */
export const bisectLines = (told: Bisected, style: Style): string[] => {
  const { subject, runtime, place, entries, turns, unasked, complete } = told;
  return [
    style.bold(printable(`${subject} in ${runtime}${place}`)),
    ...tableLines(entries.map((entry) => entryRow(entry, style))).map((line) => `  ${line}`),
    ...(turns.length === 0 ? ["", alike(told)] : turns.flatMap((turn) => turnLines(told, turn, style))),
    ...(turns.length > 1 ? ["", style.warn(`the history goes back and forth: it turns ${turns.length} times`)] : []),
    ...(unasked > 0 && complete ? [style.dim(`${unasked} releases were not asked; --all asks each`)] : []),
    ...(complete ? [] : [style.warn("the search was interrupted; the same command goes on, and keeps what passed")]),
  ];
};

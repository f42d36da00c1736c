import type { Bisected, BisectedEntry, BisectedTurn } from "../model/generated/bisect.ts";
import { printable, printableLines, several, shorten } from "../model/text.ts";
import type { Style } from "./style.ts";
import { type TableCell, tableLines } from "./table.ts";
import { comparisonLines } from "./trace.ts";

const longest = 160;

const firstLine = (text: string): string => shorten(printableLines(text).split("\n", 1)[0] ?? "", longest);

const paintOf = (is: string, style: Style): ((text: string) => string) => (is === "pass" ? style.good : is === "fail" ? style.bad : style.warn);

const nameOf = ({ runtime, toolchain }: Bisected): string => toolchain?.package ?? runtime;
const wordOf = ({ toolchain }: Bisected): string => (toolchain ? "version" : "release");

const versionText = (version: string, answer: BisectedEntry["answer"]): string =>
  answer?.reports === undefined || answer.reports === version ? version : `${version} (says ${answer.reports})`;

const entryRow = ({ version, answer }: BisectedEntry, style: Style): TableCell[] => [
  { text: versionText(version, answer) },
  answer ? { text: answer.is, paint: paintOf(answer.is, style) } : { text: "not asked", paint: style.dim },
  { text: answer?.why === undefined ? "" : firstLine(answer.why), paint: style.dim },
];

const sentence = (told: Bisected, { before, after, skipped }: BisectedTurn): string => {
  const answer = (version: string): string => told.entries.find((each) => each.version === version)?.answer?.is ?? "";
  const verb: Readonly<Record<string, string>> = { pass: "passes", fail: "fails", unsupported: "does not support it" };
  const [old, now] = [answer(before), answer(after)];
  const what = now === "pass" ? `the first good ${wordOf(told)}` : now === "fail" ? `the first bad ${wordOf(told)}` : `the first ${wordOf(told)} without it`;
  const doubt = skipped.length === 0 ? "" : `, or one of ${skipped.join(", ")}, which could not be tested`;
  return `${nameOf(told)} ${after} is ${what}${doubt}: ${before} ${verb[old] ?? old}, ${after} ${verb[now] ?? now}`;
};

const turnLines = (told: Bisected, turn: BisectedTurn, style: Style): string[] => [
  "",
  style.bold(printable(sentence(told, turn))),
  ...(turn.sources === undefined ? [] : [`sources: ${printable(turn.sources)}`]),
  ...(turn.trace ? comparisonLines(turn.trace, style) : []),
  ...(turn.untraced === undefined ? [] : [style.dim(printable(`calls: not compared, ${turn.untraced}`))]),
];

const alike = (told: Bisected): string => {
  const answers = new Set(told.entries.flatMap(({ answer }) => (answer && answer.is !== "untestable" ? [answer.is] : [])));
  const [name, word] = [nameOf(told), wordOf(told)];
  return answers.size === 0 ? `no ${word} of ${name} could be tested` : `${name}: every ${word} that counts answers alike (${[...answers].join(", ")})`;
};

/** What a search found: each release with its answer, then each place where the answers turn. */
export const bisectLines = (told: Bisected, style: Style): string[] => {
  const { subject, runtime, release, toolchain, place, entries, turns, unasked, complete } = told;
  const searched = toolchain ? `${subject} in ${runtime}@${release}${place}, by ${toolchain.package} of ${toolchain.id}` : `${subject} in ${runtime}${place}`;
  return [
    style.bold(printable(searched)),
    ...tableLines(entries.map((entry) => entryRow(entry, style))).map((line) => `  ${line}`),
    ...(turns.length === 0 ? ["", alike(told)] : turns.flatMap((turn) => turnLines(told, turn, style))),
    ...(turns.length > 1 ? ["", style.warn(`the history goes back and forth: it turns ${turns.length} times`)] : []),
    ...(unasked > 0 && complete ? [style.dim(`${several(unasked, wordOf(told))} ${unasked === 1 ? "was" : "were"} not asked; --all asks each`)] : []),
    ...(complete ? [] : [style.warn("the search was interrupted; the same command goes on, and keeps what passed")]),
  ];
};

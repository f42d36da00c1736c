import { gatehouse } from "../model/command.ts";
import type { Differ, DifferFinding, DifferPair } from "../model/generated/differ.ts";
import { formatDuration, printable } from "../model/text.ts";
import type { Style } from "./style.ts";

const quoted = (word: string): string => (/^[\w@./:+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The command that runs one program in two lanes. */
const replayCommand = (target: string, lanes: readonly string[], calls: readonly string[]): string =>
  [gatehouse, "differ", "--target", target, ...lanes, ...calls.flatMap((call) => ["--call", call])]
    .map((word) => (word === gatehouse ? word : quoted(word)))
    .join(" ");

const traceLines = ({ calls, traces: [left = [], right = []] }: DifferFinding, style: Style): string[] =>
  calls.flatMap((call, at) => {
    const [one = "", other = ""] = [left[at], right[at]];
    const line = `    ${printable(call)}`;
    if (one === other) return [`${line} ${style.dim(`= ${printable(one)}`)}`];
    return [line, `      ${style.bad("-")} ${printable(one)}`, `      ${style.good("+")} ${printable(other)}`];
  });

const newLines = (finding: DifferFinding, target: string, lanes: readonly string[], style: Style): string[] => [
  "",
  `  ${style.bad("new")}  ${style.bold(printable(finding.call))}  ${style.dim(`${finding.count} programs`)}`,
  ...traceLines(finding, style),
  style.dim(`    ${printable(replayCommand(target, lanes, finding.calls))}`),
];

// One reason may be that of many findings.
const knownLines = (findings: readonly DifferFinding[], style: Style): string[] =>
  [...Map.groupBy(findings, ({ known }) => known?.reason ?? "")].flatMap(([reason, own]) => {
    const { wrong = [], link = "" } = own[0]?.known ?? {};
    const judged = wrong.length === 0 ? style.dim("left open by the text") : style.warn(`known, wrong: ${wrong.join(" and ")}`);
    return [
      "",
      `  ${judged}  ${printable(reason)} ${style.dim(printable(link))}`,
      ...own.map(({ calls, answers, count }) => `    ${printable(calls.join("; "))} ${style.dim(printable(`= ${answers.join(" / ")}  ${count} programs`))}`),
    ];
  });

const pairLines = (pair: DifferPair, { target, seed }: Differ, style: Style): string[] => {
  const fresh = pair.findings.filter(({ known }) => known === undefined);
  const of = seed === undefined ? "" : ` of seed ${seed}`;
  return [
    `${style.bad("-")} ${printable(pair.lanes[0] ?? "")}`,
    `${style.good("+")} ${printable(pair.lanes[1] ?? "")}`,
    `${pair.programs} programs${of} with ${pair.calls} calls: ${pair.differing} differ, ${pair.findings.length} findings, ${fresh.length} of them new (${formatDuration(pair.seconds * 1000)})`,
    ...fresh.flatMap((finding) => newLines(finding, target, pair.lanes, style)),
    ...knownLines(
      pair.findings.filter(({ known }) => known !== undefined),
      style,
    ),
    ...(pair.unfinished > 0 ? ["", `${pair.unfinished} programs ended early in both lanes in the same way`] : []),
    ...pair.unsteady.map((text) => `${style.warn("not again")}  ${printable(text)}: it did not differ when its program ran alone`),
    ...(pair.unsought > 0 ? [`${pair.unsought} kinds of differences were not made smaller: the search was interrupted`] : []),
    "",
  ];
};

/** Where lanes answer generated programs differently: new findings first. */
export const differLines = (told: Differ, style: Style): string[] => told.pairs.flatMap((pair) => pairLines(pair, told, style));

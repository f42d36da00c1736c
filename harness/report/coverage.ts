import { type Covered, percentOf, type TargetCoverage } from "../model/coverage.ts";
import { isSuccess } from "../model/trace.ts";
import { inline } from "./markdown.ts";
import type { Style } from "./style.ts";
import { markdownTable, tableLines } from "./table.ts";

const isMissing = ({ outcomes }: Covered): boolean => Object.keys(outcomes).length === 0;

/** One sentence for each target: what of it is covered. */
export const coverageSentence = (title: string, { functions, called, succeeded, pairs }: TargetCoverage): string =>
  `${title}: ${called} of ${functions.length} functions are called (${percentOf(called, functions.length)} %), ${succeeded} with success; ${pairs} pairs of function and result.`;

const listed = (names: readonly string[], most: number): string =>
  names.length > most ? `${names.slice(0, most).join(", ")} and ${names.length - most} more` : names.join(", ");

const shown = 3;

/** Coverage for a terminal: each function with what came of its calls, then what is missing. */
export const coverageLines = (coverage: readonly TargetCoverage[], style: Style): string[] =>
  coverage.flatMap((own) => [
    style.bold(coverageSentence(own.target, own)),
    ...tableLines(
      own.functions
        .filter((each) => !isMissing(each))
        .map(({ name, outcomes }) => [
          { text: `  ${name}` },
          { text: Object.keys(outcomes).join(" "), ...(Object.keys(outcomes).some((outcome) => isSuccess(name, outcome)) ? {} : { paint: style.warn }) },
          { text: listed([...new Set(Object.values(outcomes).flatMap(({ workloads }) => workloads))].sort(), shown), paint: style.dim },
        ]),
    ),
    ...own.functions.filter(isMissing).map(({ name }) => `  ${style.bad("not called")}  ${name}`),
  ]);

/** The page of published coverage. */
export const coverageMarkdown = (coverage: readonly TargetCoverage[], titles: Readonly<Record<string, string>>, lanes: readonly string[]): string => {
  const tables = coverage.flatMap((own) => {
    const missing = own.functions.filter(isMissing).map(({ name }) => `\`${name}\``);
    const rows = own.functions.flatMap(({ name, outcomes }) =>
      Object.entries(outcomes).map(([outcome, { workloads, languages }], index) => [
        index === 0 ? name : "",
        outcome,
        listed(workloads, 6),
        languages.join(", "),
      ]),
    );
    const title = titles[own.target] ?? own.target;
    return [
      `## ${title}`,
      "",
      coverageSentence(title, own),
      ...(missing.length > 0 ? ["", "Not called:", "", ...missing.map((name) => `- ${name}`)] : ["", "Every function is called."]),
      "",
      ...markdownTable(["function", "result", "workloads", "languages"], rows),
      "",
    ];
  });
  return [
    "# Which functions of WASI the workloads call",
    "",
    "`gatehouse coverage --publish` makes this page from [calls.ndjson](calls.ndjson), by a run of all probes and applications.",
    `The hosts of ${lanes.map(inline).join(" and ")} told the calls. More: [docs/trace.md](../../docs/trace.md).`,
    "",
    ...tables,
  ]
    .join("\n")
    .replace(/\n+$/, "\n");
};

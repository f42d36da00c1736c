import { gatehouseWords } from "../model/command.ts";
import type { Shrunk, ShrunkAmounts } from "../model/generated/shrink.ts";
import { formatBytes, formatDuration, printable, several, shellLine, shorten } from "../model/text.ts";
import type { Style } from "./style.ts";
import { tableLines } from "./table.ts";

const longest = 160;

const rows: readonly { readonly key: keyof ShrunkAmounts; readonly name: string; readonly text: (amount: number) => string }[] = [
  { key: "bytes", name: "program", text: formatBytes },
  { key: "functions", name: "functions", text: String },
  { key: "arguments", name: "arguments", text: String },
  { key: "variables", name: "variables", text: String },
  { key: "stdin", name: "standard input", text: formatBytes },
  { key: "files", name: "files", text: String },
];

const amountLines = (before: ShrunkAmounts, after: ShrunkAmounts, style: Style): string[] =>
  tableLines(
    rows.flatMap(({ key, name, text }) => {
      const [was, is] = [before[key], after[key]];
      if (was === undefined || is === undefined || was === 0) return [];
      return [[{ text: name }, { text: text(was) }, { text: "to" }, { text: text(is), ...(is < was ? { paint: style.good } : {}) }]];
    }),
    ["left", "right", "left", "right"],
  ).map((line) => `  ${line}`);

/** What became of a cell, and what to do with it: `folder` is the small one's as somebody types it. */
export const shrunkLines = ({ cell, failure, passes, before, after, tried, seconds, notes, small, run, complete }: Shrunk, folder: string, style: Style) => {
  const over = [...gatehouseWords, "--with", folder];
  return [
    style.bold(printable(cell)),
    `  fails by ${printable(shorten(failure, longest))}`,
    ...(passes === undefined ? [] : [`  passes in ${printable(passes)}, as the small one does`]),
    ...amountLines(before, after, style),
    style.dim(`  ${several(tried, "program")} ran in ${formatDuration(seconds * 1000)}`),
    ...notes.map((note) => style.warn(`  ${printable(note)}`)),
    ...(complete ? [] : [style.warn("  it was interrupted: this is the smallest so far")]),
    "",
    printable(folder),
    `  in every lane:  ${shellLine([...over, "run", "--profile", "full", `workload=${small.split("/")[0]}`])}`,
    ...(run === undefined ? [] : [`  to report it:   ${shellLine([...over, "repro", "--run", run, small])}`]),
  ];
};

import type { CellBlame } from "../model/cell-view.ts";
import { gatehouseWords } from "../model/command.ts";
import { printable, shellLine, shorten } from "../model/text.ts";
import type { CellState } from "../model/words.ts";
import type { Style } from "./style.ts";

const stateText = (state: CellState): string => {
  if (state.is !== "judged") return state.is;
  const { verdict } = state;
  if (verdict.is === "fail") return `fail by ${verdict.cause}: ${shorten(verdict.detail.split("\n")[0] ?? "", 160)}`;
  return verdict.is === "unsupported" ? `unsupported: ${verdict.capability}` : verdict.is;
};

/** The command that runs what tells whose fault a cell's failure is. */
export const findBlame = (cell: string): string => shellLine([...gatehouseWords, "blame", cell]);

/** The blame of one cell, with what it rests on and every cell that was run for it. */
export const blameLines = ({ cell, run, state, blame, siblings }: CellBlame, style: Style): string[] => [
  style.bold(cell),
  blame ? `${style.bad("blame")}  ${style.bold(blame.on)}` : `${style.good("pass")}  it passes this time: nobody is to blame`,
  ...(blame ? [`  ${printable(stateText(state))}`, ...blame.because.map((why) => `  ${style.dim("because")} ${printable(why)}`)] : []),
  ...(blame?.on === "undetermined" ? [style.dim("  these cells do not tell, on this machine")] : []),
  ...siblings.map((each) => `  ${each.cell}  ${style.dim(printable(stateText(each.state)))}`),
  style.dim(`run ${run}`),
];

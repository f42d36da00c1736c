import { printableLines } from "../model/text.ts";
import type { Style } from "../report/style.ts";
import type { Tried } from "./try.ts";

/** What came of a language's guide: how many blocks are as it says, which are not run and why, and what is otherwise. */
export const triedLines = (tried: Tried & { readonly language: string }, style: Style): string[] => {
  if ("notRun" in tried) return [`${style.warn("not run")}  ${tried.language}: ${tried.notRun}`];
  const { blocks, language } = tried;
  const good = blocks.filter(({ state, faults }) => state === "ran" && faults.length === 0).length;
  return [
    `${style.bold(language)}  ${good} of ${blocks.length} blocks are as the guide says`,
    ...blocks.flatMap(({ line, state, faults, why }) => {
      if (state === "not run") return [`  ${style.dim("not run")}  line ${line}: ${why ?? ""}`];
      if (state === "not reached") return [`  ${style.bad("not reached")}  line ${line}`];
      return faults.flatMap((fault) => [
        `  ${style.bad("otherwise")}  line ${line}`,
        ...printableLines(fault)
          .split("\n")
          .map((own) => `    ${own}`),
      ]);
    }),
  ];
};

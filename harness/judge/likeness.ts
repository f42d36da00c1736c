import type { Standing } from "../model/expectation.ts";
import { trapKind } from "../model/signature.ts";
import { hidePaths } from "../model/text.ts";
import type { CellState } from "../model/words.ts";

/**
 * What two failures have in common that are alike: the cause with its whole detail, thus the exit, the offset and the first line
 * that differs. A trap is what it is by its kind, since each engine has words of its own. Undefined where nothing failed, or
 * where the failure has a written reason: it is about something else.
 */
export const likeness = ({ state, standing }: { readonly state: CellState; readonly standing?: Standing | undefined }): string | undefined => {
  if (state.is !== "judged" || state.verdict.is !== "fail" || standing?.is === "known-failure") return undefined;
  const { cause, detail } = state.verdict;
  return `${cause} ${(cause === "trap" && trapKind(detail)) || hidePaths(detail)}`;
};

import { existsSync } from "node:fs";
import { publishedFaults, readFaultsText } from "../record/faults.ts";
import type { Sought } from "./faults.ts";

/** The faults that the published record knows as found, and that now nobody finds, although everybody was asked. */
export const lostSince = (root: string, { answers, everybody }: Pick<Sought, "answers" | "everybody">): string[] => {
  const path = publishedFaults(root);
  if (!everybody || !existsSync(path)) return [];
  const found = new Set(
    readFaultsText(path)
      .answers.filter((answer) => answer.found.length > 0)
      .map(({ id }) => id),
  );
  return answers.filter((answer) => answer.found.length === 0 && found.has(answer.id)).map(({ id }) => id);
};

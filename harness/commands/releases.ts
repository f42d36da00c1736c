import { toHistories } from "../judge/history.ts";
import { exitCodes } from "../model/errors.ts";
import { readReleases } from "../record/releases.ts";
import { releasesLines } from "../report/releases.ts";
import { print, printJson, resultStyle } from "./output.ts";

/** `gatehouse releases`: what is published, release by release. Exit code 0; 2 where a published file is wrong. */
export const releasesCommand = (root: string, json: boolean): number => {
  const histories = toHistories(readReleases(root).map(({ record }) => record));
  if (json) printJson(histories);
  else print(histories.length > 0 ? releasesLines(histories, resultStyle()) : ["nothing is published yet: gatehouse publish RUN"]);
  return exitCodes.ok;
};

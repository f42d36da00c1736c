import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { heard } from "../launch/heard.ts";
import type { Launcher } from "../launch/launcher.ts";

/** What a faulty host tells of one program besides its ending. */
export interface Told {
  /** Functions that the guest called, each with what came of it: `fd_read 8`. */
  readonly calls: readonly string[];
  /** How often the fault changed something. */
  readonly struck: number;
  /** How the fault itself went wrong: what came of the guest then means nothing. */
  readonly broken?: string;
}

const isTold = (line: string): boolean => line.startsWith('{"calls":');

/** Takes out of a report the line that a faulty host adds to it: whoever reads the ending must find nothing else there. */
export const takeTold = (path: string): Told | undefined => {
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, "utf8").split("\n");
  const own = lines.find(isTold);
  if (own === undefined) return undefined;
  writeFileSync(path, lines.filter((line) => line !== own).join("\n"));
  try {
    return JSON.parse(own) as Told;
  } catch {
    // A host that was ended while it wrote.
    return undefined;
  }
};

/** A launcher that hears what the faulty hosts of its commands tell. */
export const tapped = (launcher: Launcher, hear: (told: Told) => void): Launcher =>
  heard(launcher, ({ report }) => {
    const told = report === undefined ? undefined : takeTold(report);
    if (told) hear(told);
  });

import { profiles } from "../plan/profile.ts";
import { oneOf, text, whole } from "./declare.ts";

/** Names of the profiles, for options that take one. */
export const profileNames = ["quick", "full", "deep"] as const;

/** How much is run, with what each profile covers. */
export const profileOption = (about: string, otherwise: (typeof profileNames)[number]) => oneOf("-p, --profile <name>", about, profileNames, otherwise);

/** What each profile covers, as text of an option. */
export const profileText = `how much: ${Object.values(profiles)
  .map(({ name, about }) => `${name} (${about})`)
  .join("; ")}`;

export const jobsOption = whole("-j, --jobs <number>", "cells and builds at once (default: one a core, and one more)");

export const runOption = text("--run <run>", "the run to look in (default: the newest)");

/** Files that a run is written to as well. */
export const outletOptions = {
  markdown: text("--markdown <file>", "write the matrix and what did not pass as Markdown too"),
  junit: text("--junit <file>", "write every cell as JUnit XML too"),
};

import { shellLine } from "../model/text.ts";
import type { Step } from "./parse.ts";

/** Files that a guide's run reads and writes, beside the folder that its reader works in: of step `index`. */
export const besideOf = (index: number): Readonly<Record<"source" | "stdout" | "stderr" | "status", string>> => ({
  source: `${index}.source`,
  stdout: `${index}.stdout`,
  stderr: `${index}.stderr`,
  status: `${index}.status`,
});

/**
 * The script of one shell that does all steps in order: it writes files, and reads each block of commands into itself, so that what one sets the next
 * one has. It stops after the first block whose last command fails. `beside` is an absolute path; the script runs in the reader's folder.
 */
export const toScript = (steps: readonly Step[], beside: string): string =>
  steps
    .flatMap((step, index) => {
      const at = besideOf(index);
      const path = (name: string): string => shellLine([`${beside}/${name}`]);
      if (step.kind === "file") {
        const folder = step.name.split("/").slice(0, -1).join("/");
        return [...(folder === "" ? [] : [`command mkdir -p ${shellLine([folder])}`]), `command cat ${path(at.source)} > ${shellLine([step.name])}`];
      }
      if (step.notRun !== undefined) return [];
      return [
        `. ${path(at.source)} > ${path(at.stdout)} 2> ${path(at.stderr)} < /dev/null`,
        `echo "$?" > ${path(at.status)}`,
        `[ "$(command cat ${path(at.status)})" = 0 ] || exit 1`,
      ];
    })
    .map((line) => `${line}\n`)
    .join("");

/**
 * How a guest ended, as a host script tells it: one line of JSON on descriptor 3, where that is a file. `how` is exit, trap, missing-import,
 * refused-module or start (the guest never ran), with its `code` or a `message`.
 */
import { fstatSync, writeSync } from "node:fs";

// First of all: later the guest's files may have that number.
let reports = isReport();

/** Tells once how the guest ended. */
export function tell(ending) {
  if (reports) writeSync(3, `${JSON.stringify(ending)}\n`);
  reports = false;
}

/** Says on standard error what went wrong, for people, and tells it. Written by descriptor: a stream of Node's could lose the line when the process ends. */
export function leave(how, reason, code = 1) {
  const message = String(reason?.message ?? reason)
    .trim()
    .replace(/\s+/g, " ");
  writeSync(2, `gatehouse-host: ${how}: ${message}\n`);
  tell({ how, message });
  process.exit(code);
}

/** Whether descriptor 3 is a report: no guest has it. */
export function isReport() {
  try {
    return fstatSync(3).isFile();
  } catch {
    return false;
  }
}

import { shorten } from "./text.ts";

/** Exit codes of the command line: what a caller can decide on. */
export const exitCodes = { ok: 0, unexpected: 1, usage: 2, harness: 3 } as const;

/** Where an error lies: a file, with line and column where they are known, and the path inside the data. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly path?: string;
}

// A message may quote a manifest's value, and that may be of any size.
const longest = 1000;

/**
 * The one error that commands show as it is: a stable code, one message, and a hint that says what to do next.
 * Thrown for usage and manifest errors (exit code 2) and for harness faults (exit code 3); never for a failing cell.
 */
export class GatehouseError extends Error {
  readonly code: string;
  readonly hint: string;
  /** Further lines below the hint, such as the names to choose from. */
  readonly more: readonly string[];
  readonly place: Place | undefined;
  readonly exitCode: 2 | 3;

  constructor(code: string, message: string, options: { hint: string; more?: readonly string[]; place?: Place; exitCode?: 2 | 3; cause?: unknown }) {
    super(shorten(message, longest), { cause: options.cause });
    this.name = "GatehouseError";
    this.code = code;
    this.hint = options.hint;
    this.more = options.more ?? [];
    this.place = options.place;
    this.exitCode = options.exitCode ?? exitCodes.usage;
  }
}

/** `file:line:column: /path` as far as it is known. */
export const formatPlace = (place: Place): string => {
  const position = place.line === undefined ? "" : `:${place.line}:${place.column ?? 1}`;
  return `${place.file}${position}${place.path ? `: ${place.path}` : ""}`;
};

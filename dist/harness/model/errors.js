import { shorten } from "./text.js";
/** Exit codes of the command line: what a caller can decide on. */
export const exitCodes = { ok: 0, unexpected: 1, usage: 2, harness: 3 };
// A message may quote a manifest's value, and that may be of any size.
const longest = 1000;
/**
 * The one error that commands show as it is: a stable code, one message, and a hint that says what to do next.
 * Thrown for usage and manifest errors (exit code 2) and for harness faults (exit code 3); never for a failing cell.
 */
export class GatehouseError extends Error {
    code;
    hint;
    /** Further lines below the hint, such as the names to choose from. */
    more;
    place;
    exitCode;
    constructor(code, message, options) {
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
export const formatPlace = (place) => {
    const position = place.line === undefined ? "" : `:${place.line}:${place.column ?? 1}`;
    return `${place.file}${position}${place.path ? `: ${place.path}` : ""}`;
};

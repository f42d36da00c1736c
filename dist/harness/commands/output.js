import { isPlain } from "../host/environment.js";
import { formatPlace, GatehouseError } from "../model/errors.js";
import { printable } from "../model/text.js";
import { styleOf } from "../report/style.js";
/** The style of the progress stream. */
export const progressStyle = () => styleOf(isPlain(process.stderr));
/** JSON for eyes and terminals too: JSON itself leaves C1 controls and what reorders text as they are. */
const toJson = (value) => JSON.stringify(value, undefined, 2).replace(/[\x7f-\x9f\u2028\u2029]|\p{Cf}/gu, (character) => character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`));
/** Prints a result: with `--json` its value, else its lines in the style of the stream. */
export const print = (json, value, lines) => {
    process.stdout.write(`${json ? toJson(value) : lines(styleOf(isPlain(process.stdout))).join("\n")}\n`);
};
/** An error as a user sees it: place, message, hint. Faults of our own keep their stack, for whoever mends them. */
export const errorLines = (error, style) => {
    if (!(error instanceof GatehouseError))
        return [
            `${style.bad("harness fault")}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
            "  report it with the command that shows it",
        ];
    const place = error.place ? `${printable(formatPlace(error.place))}: ` : "";
    return [
        `${style.bad("error")}: ${place}${printable(error.message)} ${style.dim(`[${error.code}]`)}`,
        ...[error.hint, ...error.more].map((line) => `  ${printable(line)}`),
    ];
};

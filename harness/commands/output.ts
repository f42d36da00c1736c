import { isPlain } from "../host/environment.ts";
import { machineFault } from "../host/faults.ts";
import { asTyped } from "../model/command.ts";
import { formatPlace, GatehouseError } from "../model/errors.ts";
import { printable, printableLines } from "../model/text.ts";
import { type Style, styleOf } from "../report/style.ts";

/** The style of the progress stream. */
export const progressStyle = (): Style => styleOf(isPlain(process.stderr));

/** JSON for eyes and terminals too: JSON itself leaves C1 controls and what reorders text as they are. */
const toJson = (value: unknown): string =>
  JSON.stringify(value, undefined, 2)
    .replace(/[\x7f-\x9f\u2028\u2029]|\p{Cf}/gu, (character) =>
      character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
    )
    .replaceAll("##[", "#\\u0023[");

const ours = /(\u001b\[(?:1|2|22|31|32|33|39)m)/;

// Whoever made a line escapes what a guest said. This is the last gate: it lets the ends of lines and our own colours through.
const harmless = (line: string, plain: boolean): string =>
  line
    .split("\n")
    .map((own) =>
      own
        .split(ours)
        .map((part, index) => (index % 2 === 1 && !plain ? part : printable(part)))
        .join(""),
    )
    .join("\n");

/** An error as `--json` gives it, where its result would stand. */
export const printError = (thrown: unknown, exit: number): void => {
  const error = machineFault(thrown) ?? thrown;
  const own = error instanceof GatehouseError ? error : undefined;
  const stack = error instanceof Error ? (error.stack ?? "").split("\n").slice(1) : [];
  const told = {
    code: own?.code ?? "harness/fault",
    message: error instanceof Error ? error.message : String(error),
    ...(own ? { hint: own.hint } : {}),
    ...((own?.more ?? stack).length > 0 ? { more: own?.more ?? stack } : {}),
    ...(own?.place ? { place: own.place } : {}),
    exit,
  };
  process.stdout.write(`${toJson({ error: told })}\n`);
};

/** Prints a result: with `--json` its value, else its lines in the style of the stream. */
export const print = (json: boolean, value: unknown, lines: (style: Style) => readonly string[]): void => {
  const plain = isPlain(process.stdout);
  process.stdout.write(
    `${
      json
        ? toJson(value)
        : lines(styleOf(plain, process.stdout.columns))
            .map((line) => harmless(line, plain))
            .join("\n")
    }\n`,
  );
};

/** An error as a user sees it: place, message, hint. Faults of the machine have one line. Faults of our own keep their stack, for whoever mends them. */
export const errorLines = (thrown: unknown, style: Style): string[] => {
  const error = machineFault(thrown) ?? thrown;
  if (!(error instanceof GatehouseError))
    return [
      `${style.bad("harness fault")}: ${printableLines(error instanceof Error ? (error.stack ?? error.message) : String(error))}`,
      "  report it with the command that shows it",
    ];
  const place = error.place ? `${printable(formatPlace(error.place))}: ` : "";
  return [
    `${style.bad("error")}: ${place}${printable(error.message)} ${style.dim(`[${error.code}]`)}`,
    ...[error.hint, ...error.more].map((line) => `  ${asTyped(printable(line))}`),
  ];
};

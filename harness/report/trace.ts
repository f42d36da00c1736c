import type { Call, Comparison, TracedCell } from "../model/generated/trace.ts";
import { printable } from "../model/text.ts";
import { isSuccess } from "../model/trace.ts";
import type { Style } from "./style.ts";

const longestValue = 120;

const cut = (text: string): string => (text.length > longestValue ? `${text.slice(0, longestValue)}…` : text);

const isBytes = (value: object): value is { readonly bytes: number; readonly first: string } => "bytes" in value && "first" in value;

const valueText = (value: unknown): string => {
  if (typeof value === "string") return JSON.stringify(cut(value));
  if (Array.isArray(value)) return value.every((own) => typeof own === "string") ? cut(`[${value.join(" ")}]`) : cut(JSON.stringify(value));
  if (typeof value !== "object" || value === null) return String(value);
  if (isBytes(value)) return `"${value.first}"${value.bytes > value.first.replace(/\\x../g, "x").length ? "…" : ""} (${value.bytes} bytes)`;
  const entries = Object.entries(value).map(([name, own]) => `${name}=${valueText(own)}`);
  return cut(`{${entries.join(", ")}}`);
};

const listed = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  return typeof value === "object" && value !== null
    ? Object.entries(value)
        .map(([name, own]) => `${name}=${valueText(own)}`)
        .join(", ")
    : "";
};

/** A call as one line: `fd_read(fd=0, iovs={lengths=[4096]}) = success nread=5, … <21 us>`. */
export const callLine = ({ call, args, errno, result, us }: Call, style: Style): string => {
  const paint = errno === undefined || errno === "trap" ? style.bad : isSuccess(call, errno) ? style.good : style.warn;
  const told = listed(result);
  return printable(`${call}(${listed(args)})`)
    .concat(" = ", paint(printable(errno ?? "never returned")))
    .concat(told === "" ? "" : printable(` ${told}`), us === undefined ? "" : style.dim(` <${us} us>`));
};

const roleLines = (programs: Readonly<Record<string, unknown>>, role: string, style: Style): string[] =>
  Object.keys(programs).length > 1 ? [style.bold(`${printable(role)}:`)] : [];

/** The calls of a cell, a line each, and how it ended. */
export const traceLines = ({ cell, ending, verdict, programs }: TracedCell, style: Style): string[] => [
  ...Object.entries(programs).flatMap(([role, { calls, dropped }]) => [
    ...roleLines(programs, role, style),
    ...calls.map((call) => callLine(call, style)),
    ...(dropped > 0 ? [style.dim(`… and ${dropped} calls more`)] : []),
  ]),
  style.dim(printable(`+++ ${cell}: ${ending}${verdict === undefined ? "" : `, ${verdict}`} +++`)),
];

/** Where the calls of two lanes part. */
export const comparisonLines = ({ cells, programs }: Comparison, style: Style): string[] => [
  ...cells.map((cell, index) => `${index === 0 ? "-" : "+"} ${printable(cell)}`),
  ...Object.entries(programs).flatMap(([role, { same, before, left, right }]) => {
    const parts = left.length > 0 || right.length > 0;
    return [
      ...roleLines(programs, role, style),
      parts ? `the first ${same} calls are the same; then they part:` : `all ${same} calls are the same`,
      ...(parts ? before : []).map((call) => `  ${callLine(call, style)}`),
      ...left.map((call) => `${style.bad("-")} ${callLine(call, style)}`),
      ...right.map((call) => `${style.good("+")} ${callLine(call, style)}`),
    ];
  }),
];

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Call } from "../model/generated/trace.ts";
import type { Told } from "../model/trace.ts";

// A faulty host tells its calls in a way of its own, too.
const isTold = (value: unknown): boolean => typeof value === "object" && value !== null && "calls" in value;

const isCall = (value: unknown): value is Call =>
  typeof value === "object" && value !== null && "call" in value && typeof value.call === "string" && !("errno" in value && typeof value.errno !== "string");

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Calls among the lines that a host told, and the lines that are about something else. A line without its end is a call that never
 * returned: what its host tells afterwards, of the ending, may stand behind it.
 */
export const readCalls = (text: string): Told & { readonly others: readonly string[] } => {
  const calls: Call[] = [];
  const others: string[] = [];
  let dropped = 0;
  for (const line of text.split("\n").filter((own) => own !== "")) {
    const value = parse(line);
    if (isCall(value)) calls.push(value);
    else if (typeof value === "object" && value !== null && "dropped" in value) dropped += Number(value.dropped);
    else if (value === undefined && line.startsWith('{"call":')) {
      const end = line.lastIndexOf('{"how":');
      const open = parse(`${end > 0 ? line.slice(0, end) : line}}`);
      if (isCall(open)) calls.push(open);
      if (end > 0) others.push(line.slice(end));
    } else if (!isTold(value)) others.push(line);
  }
  return { calls, dropped, others };
};

/** Takes the calls out of a report: whoever reads the ending finds nothing else there. */
export const takeCalls = (path: string): Told | undefined => {
  if (!existsSync(path)) return undefined;
  const { others, ...told } = readCalls(readFileSync(path, "utf8"));
  writeFileSync(path, others.map((line) => `${line}\n`).join(""));
  return told;
};

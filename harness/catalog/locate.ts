import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { GatehouseError } from "../model/errors.ts";

type Position = { readonly line: number; readonly column: number };

interface Node {
  readonly loc: { readonly start: { readonly line: number; readonly column: number } };
}

const strings = /""".*?"""|'''.*?'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/gs;
const longest = 4096;

// The parser overflows the stack on long strings. Without their text each key still stands on its line.
const shorten = (text: string): string =>
  text.replace(strings, (own) => {
    const quote = /^"""|^'''|^./.exec(own)?.[0] ?? "";
    return own.length < longest ? own : `${quote}${own.replace(/[^\n]/g, "")}${quote}`;
  });

const parse = async (text: string) => {
  const { parseTOML } = await import("toml-eslint-parser");
  const attempt = (source: string) => {
    try {
      return parseTOML(source).body[0];
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  };
  return attempt(text) ?? attempt(shorten(text));
};

/**
 * Finds where a path of keys and indexes stands in TOML text: the longest part of the path that is there. Nothing for text too large for the parser.
 * The parser that keeps positions is slow to load, so it is loaded only once something is wrong.
 */
export const locate = async (text: string, path: readonly (string | number)[]): Promise<Partial<Position>> => {
  const table = await parse(text);
  if (!table) return {};
  let best: Node = table;
  let bestLength = -1;
  const consider = (keys: readonly (string | number)[], node: Node): void => {
    const fits = keys.length <= path.length && keys.every((key, index) => key === path[index]);
    if (fits && keys.length > bestLength) {
      best = node;
      bestLength = keys.length;
    }
  };
  const visit = (node: unknown, prefix: readonly (string | number)[]): void => {
    const { type } = node as { type: string };
    if (type === "TOMLTopLevelTable" || type === "TOMLInlineTable") {
      for (const child of (node as { body: unknown[] }).body) visit(child, prefix);
    } else if (type === "TOMLTable") {
      const entry = node as Node & { resolvedKey: (string | number)[]; body: unknown[] };
      consider(entry.resolvedKey, entry);
      for (const child of entry.body) visit(child, entry.resolvedKey);
    } else if (type === "TOMLKeyValue") {
      const entry = node as Node & { key: { keys: { type: string; name?: string; value?: string }[] }; value: unknown };
      const keys = [...prefix, ...entry.key.keys.map((key) => (key.type === "TOMLBare" ? key.name : key.value) ?? "")];
      consider(keys, entry);
      visit(entry.value, keys);
    } else if (type === "TOMLArray") {
      (node as { elements: unknown[] }).elements.forEach((element, index) => {
        const keys = [...prefix, index];
        consider(keys, element as Node);
        visit(element, keys);
      });
    }
  };
  visit(table, []);
  return { line: best.loc.start.line, column: best.loc.start.column + 1 };
};

/** Runs checks of a manifest; an error that tells its path in the data is given the line, too. */
export const withLines = async <T>(root: string, check: () => T | Promise<T>): Promise<T> => {
  try {
    return await check();
  } catch (error) {
    const place = error instanceof GatehouseError ? error.place : undefined;
    if (!(error instanceof GatehouseError) || !place?.path || place.line !== undefined) throw error;
    const keys = place.path
      .split("/")
      .slice(1)
      .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const position = await locate(readFileSync(resolve(root, place.file), "utf8"), keys);
    throw new GatehouseError(error.code, error.message, { hint: error.hint, place: { ...place, ...position }, exitCode: error.exitCode, cause: error });
  }
};

import { getArguments } from "wasi:cli/environment@0.2.12";
import { encode, readText, warn, write } from "./stdio.js";

const find = (pattern, lines) =>
  lines.flatMap((line, number) =>
    [...line.matchAll(pattern)].map((match) => {
      const column = [...line.slice(0, match.index)].length + 1;
      return `${number + 1}:${column}${match.map((part) => ` <${part ?? ""}>`).join("")}`;
    }),
  );

function count(pattern, lines) {
  const each = lines.map((line) => [...line.matchAll(pattern)].length);
  const matches = each.reduce((sum, found) => sum + found, 0);
  return [`${matches} in ${each.filter((found) => found > 0).length} of ${lines.length} lines`];
}

const replace = (pattern, lines, template) =>
  lines.map((line) => line.replace(pattern, (...match) => template.replace(/\$([0-9])/g, (_, group) => match[group] ?? "")));

const ways = { find, count, replace };

export const run = {
  run() {
    const [what, pattern, ...more] = getArguments().slice(1);
    try {
      if (!Object.hasOwn(ways, what) || pattern === undefined || more.length !== (what === "replace" ? 1 : 0)) {
        throw new Error("usage: main find PATTERN | count PATTERN | replace PATTERN WITH");
      }
      const expression = new RegExp(pattern, "gu");
      const lines = readText().replace(/\n$/, "").split("\n");
      write(encode(ways[what](expression, lines, ...more).map((line) => `${line}\n`).join("")));
    } catch (error) {
      warn(`regex: ${error.message}`);
      throw undefined; // the error of run's result: exit status 1
    }
  },
};

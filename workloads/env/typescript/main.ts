import { getArguments, getEnvironment } from "wasi:cli/environment@0.2.12";
import { print } from "./stdio.js";

/** One character a byte, so that `<` compares bytes. */
const utf8 = (text: string): string => unescape(encodeURIComponent(text));

export const run = {
  run(): void {
    const names = getArguments().slice(1);
    const variables = getEnvironment();
    if (names.length === 1 && names[0] === "--all") {
      print(`count ${variables.length}`);
      const lines = variables.map(([name, value]) => `${name}=${value}`);
      for (const line of lines.sort((a, b) => (utf8(a) < utf8(b) ? -1 : 1))) print(line);
      return;
    }
    const values = new Map(variables);
    for (const name of names) print(values.has(name) ? `${name}=${values.get(name)}` : `${name} unset`);
  },
};

// Values of wasi:config/store.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { get, getAll } from "wasi:config/store@0.2.0-rc.1";
import { print } from "./stdio.js";

const told = (value: string | null | undefined): string => (value === null || value === undefined ? "none" : `"${value}"`);

export const run = {
  run() {
    const [, ...names] = getArguments();
    if (names[0] !== "--all") for (const name of names) print(`${name}=${told(get(name))}`);
    else for (const [name, value] of getAll().sort(([one], [other]) => (one < other ? -1 : 1))) print(`${name}=${told(value)}`);
  },
};

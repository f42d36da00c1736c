/** A call as the guest reads it: a function's name and its words, with single spaces between; behind ` > ` the names of what it opens. */
export type Call = string;

/** A program: calls that a guest performs in order. */
export type Program = readonly Call[];

const handle = /^[a-z][0-9]$/;

/** The function that a call names. */
export const functionOf = (call: Call): string => call.split(" ")[0] ?? "";

/** The names that a call gives to what it opens. */
export const givenBy = (call: Call): string[] => call.split(" > ")[1]?.split(" ") ?? [];

/** The names of earlier calls' handles that a call uses. */
export const usedBy = (call: Call): string[] => (call.split(" > ")[0]?.split(" ") ?? []).filter((word) => handle.test(word));

const closing: ReadonlySet<string> = new Set(["drop", "fd_close", "fd_renumber"]);

/** The handle that a call closes: its first. */
export const closedBy = (call: Call): string | undefined => (closing.has(functionOf(call)) ? usedBy(call)[0] : undefined);

/** The only directory that a program is given. */
export const base = "/data";

/** Has a call use a directory and handles of its own, so that several programs can share a process: `f0` is `f0.3`, `/data` is `/data3`. */
export const renamed = (call: Call, place: number): Call =>
  call
    .split(" ")
    .map((word) => {
      if (word === base) return `${base}${place}`;
      return handle.test(word) ? `${word}.${place}` : word;
    })
    .join(" ");

const shapeOf = (word: string): string | undefined => {
  if (word === base) return undefined;
  if (word === "''") return "empty";
  if (/^(max|92233720368547758\d\d|18446744073709551\d+|-\d+)$/.test(word)) return "edge";
  if (word.startsWith("/")) return "absolute";
  if (word.includes("%00")) return "nul";
  if (/^\(.*\)$/.test(word)) return "long";
  if (/(^|\/)\.\.(\/|$)/.test(word)) return "up";
  if (word.endsWith("/")) return "slash";
  return /(^|\/)\.$/.test(word) ? "dot" : undefined;
};

/** What is special of a call's paths and numbers, in words: empty, absolute, a slash at the end. */
export const shapesOf = (call: Call): string[] => [...new Set(call.split(" ").flatMap((word) => shapeOf(word) ?? []))].sort();

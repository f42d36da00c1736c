// What a client of HTTP is asked to do, by its arguments.

/** Times that a request may take, in milliseconds. */
export interface Limits {
  /** From the begin to the head of the response. */
  readonly answer: number | undefined;
  /** Between pieces of its body. */
  readonly piece: number | undefined;
}

export interface Asking {
  /** So many requests, one after the other. */
  readonly again: number;
  /** So many requests at once. */
  readonly atOnce: number;
  readonly limits: Limits;
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  /** Whether standard input is the body of each request. */
  readonly hasBody: boolean;
}

const field = (text: string): [name: string, value: string] => {
  const at = text.indexOf(":");
  return [text.slice(0, at), text.slice(at + 1)];
};

/** Options, METHOD, PATH and headers. */
export function askingOf(args: readonly string[]): Asking {
  const words = [...args];
  const options = new Map<string, string>();
  while (words[0]?.startsWith("--")) options.set(words.shift() as string, words.shift() ?? "");
  const [method = "GET", path = "/", ...headers] = words;
  const number = (name: string): number | undefined => (options.has(name) ? Number(options.get(name)) : undefined);
  return {
    again: number("--again") ?? 1,
    atOnce: number("--at-once") ?? 1,
    limits: { answer: number("--first-byte-ms") ?? number("--connect-ms"), piece: number("--between-bytes-ms") },
    method,
    path,
    headers: new Headers(headers.map(field)),
    hasBody: ["POST", "PUT", "PATCH"].includes(method),
  };
}

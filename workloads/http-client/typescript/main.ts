// Sends HTTP requests to the address that CONNECT_SERVER names, by fetch. Fetch knows no trailers, and joins the values of one header.
import { getArguments, getEnvironment } from "wasi:cli/environment@0.2.12";
import { type Asking, askingOf } from "./asking.js";
import { chunks, encode, print, write } from "./stdio.js";

/** A promise that fails where it takes longer than so many milliseconds. */
function within<T>(promise: Promise<T>, milliseconds: number | undefined): Promise<T> {
  if (milliseconds === undefined) return promise;
  let timer = 0;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException("it takes too long", "TimeoutError")), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** A body of these bytes that does not tell how many they are. */
const streamOf = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });

function send({ method, path, headers, limits }: Asking, server: string, bytes: Uint8Array | undefined): Promise<Response> {
  const body = bytes ? { body: streamOf(bytes), duplex: "half" } : {};
  return within(fetch(`http://${server}${path}`, { method, headers, redirect: "manual", ...body }), limits.answer);
}

async function tell(response: Response, { limits }: Asking): Promise<void> {
  const headers = [...response.headers].filter(([name]) => name.startsWith("x-") || name === "location");
  write(encode([response.status, ...headers.map(([name, value]) => `${name}: ${value}`), ""].join("\n")));
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), limits.piece);
      if (done) return;
      write(value);
    }
  } catch {
    print("broken");
  }
}

function readInput(): Uint8Array {
  const parts = [...chunks()];
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export const run = {
  async run(): Promise<void> {
    const asking = askingOf(getArguments().slice(1));
    const server = new Map(getEnvironment()).get("CONNECT_SERVER") ?? "";
    const bytes = asking.hasBody ? readInput() : undefined;
    for (let count = 0; count < asking.again; count += 1) {
      const sent = Array.from({ length: asking.atOnce }, () => send(asking, server, bytes));
      for (const outcome of await Promise.allSettled(sent)) {
        if (outcome.status === "fulfilled") await tell(outcome.value, asking);
        else print("failed");
      }
    }
  },
};

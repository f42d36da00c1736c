// A handler that asks three servers at once, and gives what they say in their order.
import { getEnvironment } from "wasi:cli/environment@0.2.12";

declare const self: ServiceWorkerGlobalScope;

/** Status and body of what a server says. */
async function told(name: string, path: string): Promise<string> {
  const server = new Map(getEnvironment()).get(`CONNECT_${name.toUpperCase()}`);
  let response: Response;
  try {
    response = await fetch(`http://${server}${path}`);
  } catch {
    return `${name} failed\n`;
  }
  try {
    return `${name} ${response.status}\n${await response.text()}`;
  } catch {
    return `${name} broken\n`;
  }
}

function gather({ url }: Request): Response {
  const { pathname, search } = new URL(url);
  const parts = ["one", "two", "three"].map((name) => told(name, pathname + search));
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = await parts.shift();
      if (part === undefined) controller.close();
      else controller.enqueue(encoder.encode(part));
    },
  });
  return new Response(body);
}

self.addEventListener("fetch", (event) => event.respondWith(gather(event.request)));

// A handler that sends each request on, and gives the response back. Fetch knows no trailers.
import { getEnvironment } from "wasi:cli/environment@0.2.12";

declare const self: ServiceWorkerGlobalScope;

/** The headers that are sent on. */
const passed = (headers: Headers): Headers =>
  new Headers([...headers].filter(([name]) => name.startsWith("x-") || ["content-type", "location", "trailer"].includes(name)));

async function forward({ method, url, headers, body }: Request): Promise<Response> {
  const { pathname, search } = new URL(url);
  const upstream = new Map(getEnvironment()).get("CONNECT_UPSTREAM");
  const content = body ? { body, duplex: "half" } : {};
  try {
    const response = await fetch(`http://${upstream}${pathname}${search}`, { method, headers: passed(headers), redirect: "manual", ...content });
    return new Response(response.body, { status: response.status, headers: passed(response.headers) });
  } catch {
    return new Response("no answer\n", { status: 502 });
  }
}

self.addEventListener("fetch", (event) => event.respondWith(forward(event.request)));

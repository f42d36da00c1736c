// A handler of HTTP requests: the engine makes an event of each one.
declare const self: ServiceWorkerGlobalScope;

const text = { "content-type": "text/plain" };

function answer({ method, url, body }: Request): Response {
  const { pathname, search } = new URL(url);
  switch (`${method} ${pathname}${search}`) {
    case "GET /hello":
      return new Response("hello\n", { headers: text });
    case "HEAD /hello":
      return new Response(null, { headers: text });
    case "POST /echo":
      return new Response(body, { headers: text });
    default:
      return new Response(method === "HEAD" ? null : "nothing here\n", { status: 404, headers: text });
  }
}

self.addEventListener("fetch", (event) => event.respondWith(answer(event.request)));

export {};

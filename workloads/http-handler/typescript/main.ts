// A handler of HTTP requests, by wasi:http/incoming-handler.
import { Fields, type IncomingRequest, OutgoingResponse, ResponseOutparam } from "wasi:http/types@0.2.12";
import { fill, piecesOf } from "./bodies.js";
import { encode } from "./stdio.js";

export const incomingHandler = {
  handle(request: IncomingRequest, out: ResponseOutparam): void {
    const { tag } = request.method();
    const path = request.pathWithQuery();
    if (tag === "get" && path === "/hello") respond(out, 200, [encode("hello\n")]);
    else if (tag === "head") respond(out, path === "/hello" ? 200 : 404, []);
    else if (tag === "post" && path === "/echo") respond(out, 200, piecesOf(request.consume()));
    else respond(out, 404, [encode("nothing here\n")]);
  },
};

/** Sends the head, then the body as it comes. */
function respond(out: ResponseOutparam, status: number, content: Iterable<Uint8Array>): void {
  const response = new OutgoingResponse(Fields.fromList([["content-type", encode("text/plain")]]));
  response.setStatusCode(status);
  const body = response.body();
  ResponseOutparam.set(out, { tag: "ok", val: response });
  fill(body, content);
}

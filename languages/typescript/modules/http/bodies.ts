// Bodies of HTTP messages. A stream must be gone before its body is finished: QuickJS drops it when the function that holds it returns.
import { type Fields, type IncomingBody, OutgoingBody } from "wasi:http/types@0.2.12";
import { chunks, write } from "./stdio.js";

/** Writes pieces to a body as they come, and finishes it. */
export function fill(body: OutgoingBody, content: Iterable<Uint8Array>, trailers?: Fields): void {
  pour(body, content);
  OutgoingBody.finish(body, trailers);
}

function pour(body: OutgoingBody, content: Iterable<Uint8Array>): void {
  const stream = body.write();
  for (const piece of content) write(piece, stream);
}

/** A body, piece by piece; one that breaks off throws. */
export const piecesOf = (body: IncomingBody): Iterable<Uint8Array> => chunks(4096, body.stream());


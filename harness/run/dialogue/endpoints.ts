import type { Content, Endpoint } from "../../model/generated/workload.ts";
import { type Arrived, sendWhole } from "./answer.ts";

const pairs = (raw: readonly string[], prefix: string): [string, string][] =>
  raw.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[`${prefix}${name.toLowerCase()}`, raw[index + 1] as string]] : []));

const echoHeaders = ({ request, response }: Arrived): void => {
  const { method = "", url = "", rawHeaders, rawTrailers } = request;
  const fields = [["x-request-method", method], ["x-request-path", url], ...pairs(rawHeaders, "x-echo-"), ...pairs(rawTrailers, "x-trailer-")];
  // As a flat list, each line of a repeated field stays one of its own.
  response.writeHead(200, ["content-length", "0", ...fields.flat()]);
  response.end();
};

const ignore = (): void => {};

/** Answers a whole request by the first endpoint that it fits, and with 404 where it fits none. `bytesOf` reads a content. */
export const serveEndpoints =
  (endpoints: readonly Endpoint[], bytesOf: (content: Content | undefined) => Buffer) =>
  (arrived: Arrived): void => {
    const { method, url } = arrived.request;
    const own = endpoints.find(({ method: wanted = "GET", path = "/" }) => wanted === method && path === url);
    const body = bytesOf(own?.response);
    if (!own) void sendWhole(arrived, { status: 404 }, { body }, ignore);
    else if (own.mode === "echo-headers") echoHeaders(arrived);
    else if (own.mode === "echo-body") void sendWhole(arrived, {}, { body: arrived.body }, ignore);
    else void sendWhole(arrived, own, { body, chunks: own.chunks?.map(bytesOf) }, ignore);
  };

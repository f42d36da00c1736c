import { expect, test } from "vitest";
import type { Asked, Endpoint, Request, Socket, Step } from "../model/generated/workload.ts";
import { lintAnswers, lintEndpoints, lintHttp } from "./lint-http.ts";

const asked = (rest: Partial<Asked>): Asked => ({ asked: "GET", at: "main:server", ...rest });
const request = (rest: Partial<Request>): Request => ({ request: "POST", to: "main:web", status: 200, ...rest });
const text = { text: "a" };

type Fail = (place: string, message: string) => never;

const faultBy = (lint: (fail: Fail) => void): string | undefined => {
  try {
    lint((place, message) => {
      throw new Error(`${place} ${message}`);
    });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

const faultOf = (step: Asked | Request): string | undefined => faultBy((fail) => lintHttp(step, "/steps/0", fail));

test.each([
  asked({ status: 204 }),
  asked({ raw: text, after: "hold", times: 2 }),
  asked({ response: text, repeat: 3 }),
  asked({ broken: true }),
  asked({ raw: text, as: "up" }),
  request({ body: text, chunked: true, trailers: { a: "b" } }),
  request({ times: 3 }),
])("%j goes together", (step) => {
  expect(faultOf(step)).toBeUndefined();
});

test.each([
  [asked({ raw: text, status: 200 }), "/steps/0/status a raw answer has no status"],
  [asked({ after: "end" }), "/steps/0/after only what follows a raw answer can be said"],
  [asked({ as: "up" }), "/steps/0/as only a raw answer leaves its connection to further steps"],
  [asked({ raw: text, as: "up", after: "end" }), "/steps/0/after the connection up is one, and what follows is up to further steps"],
  [asked({ raw: text, as: "up", times: 2 }), "/steps/0/times the connection up is one, and what follows is up to further steps"],
  [asked({ repeat: 2 }), "/steps/0/repeat only a whole response can be repeated"],
  [asked({ response: text, repeat: 2, cut: 1 }), "/steps/0/repeat only a whole response can be repeated"],
  [asked({ response: text, chunks: [text] }), "/steps/0/chunks a body stands in chunks or as a whole"],
  [asked({ raw: text, delay: 1 }), "/steps/0/delay a raw answer has no delay"],
  [asked({ "response-trailers": { a: "b" }, cut: 0 }), "/steps/0/response-trailers trailers come only behind a whole body"],
  [asked({ broken: true, body: text }), "/steps/0/body a request that breaks off is not held against anything, and gets no answer"],
  [request({ times: 2, via: "a" }), "/steps/0/times a is one connection, which takes one request at a time"],
  [request({ free: true, response: text }), "/steps/0/free a body that may be any is held against nothing"],
  [request({ trailers: { a: "b" } }), "/steps/0/trailers trailers come only behind a body in chunks"],
])("%j does not", (step, fault) => {
  expect(faultOf(step)).toBe(fault);
});

const sent = (rest: Partial<Request> = {}): Step => request({ as: "a", ...rest });
const begun: Step = { answered: "a", content: text };
const answered: Step = { answered: "a" };

test.each<[string | undefined, Step[]]>([
  [undefined, [sent(), begun, asked({ raw: text }), begun, answered]],
  [undefined, [sent({ times: 3 }), answered]],
  ["/steps nobody takes the response of a", [sent(), begun]],
  ["/steps/0 no request a waits for its response", [answered, sent()]],
  ["/steps/2 no request a waits for its response", [sent(), answered, begun]],
  ["/steps/2/as there are two requests a", [sent(), answered, sent()]],
  ["/steps/1/content a is several requests at once", [sent({ times: 3 }), begun, answered]],
])("%s: %j", (fault, steps) => {
  expect(faultBy((fail) => lintAnswers(steps, fail))).toBe(fault);
});

const endpointFault = (endpoint: Endpoint, socket: Partial<Socket> = {}): string | undefined => {
  try {
    lintEndpoints({ name: "server", kind: "connect", to: "harness", ...socket, endpoints: [endpoint] }, "/sockets/0", (place, message) => {
      throw new Error(`${place} ${message}`);
    });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

test("endpoints are of a socket that the harness serves, and each says what goes together", () => {
  expect(endpointFault({ path: "/", response: text, repeat: 2 })).toBeUndefined();
  expect(endpointFault({}, { to: "nobody" })).toMatch(/does not connect to the harness/);
  expect(endpointFault({}, { protocol: "udp" })).toMatch(/does not connect to the harness/);
  expect(endpointFault({ mode: "echo-body", status: 200 })).toBe("/sockets/0/endpoints/0/status echo-body answers by itself");
  expect(endpointFault({ repeat: 2 })).toMatch(/only a whole response/);
});

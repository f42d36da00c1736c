import { expect, test } from "vitest";
import type { Asked, Request } from "../model/generated/workload.ts";
import { lintHttp } from "./lint-http.ts";

const asked = (rest: Partial<Asked>): Asked => ({ asked: "GET", at: "main:server", ...rest });
const request = (rest: Partial<Request>): Request => ({ request: "POST", to: "main:web", status: 200, ...rest });
const text = { text: "a" };

const faultOf = (step: Asked | Request): string | undefined => {
  try {
    lintHttp(step, "/steps/0", (place, message) => {
      throw new Error(`${place} ${message}`);
    });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

test.each([
  asked({ status: 204 }),
  asked({ raw: text, after: "hold", times: 2 }),
  asked({ response: text, repeat: 3 }),
  asked({ broken: true }),
  request({ body: text, chunked: true, trailers: { a: "b" } }),
  request({ times: 3 }),
])("%j goes together", (step) => {
  expect(faultOf(step)).toBeUndefined();
});

test.each([
  [asked({ raw: text, status: 200 }), "/steps/0/status a raw answer has no status"],
  [asked({ after: "end" }), "/steps/0/after only what follows a raw answer can be said"],
  [asked({ repeat: 2 }), "/steps/0/repeat only a whole response can be repeated"],
  [asked({ response: text, repeat: 2, cut: 1 }), "/steps/0/repeat only a whole response can be repeated"],
  [asked({ broken: true, body: text }), "/steps/0/body a request that breaks off is not held against anything, and gets no answer"],
  [request({ times: 2, via: "a" }), "/steps/0/times a is one connection, which takes one request at a time"],
  [request({ free: true, response: text }), "/steps/0/free a body that may be any is held against nothing"],
  [request({ trailers: { a: "b" } }), "/steps/0/trailers trailers come only behind a body in chunks"],
])("%j does not", (step, fault) => {
  expect(faultOf(step)).toBe(fault);
});

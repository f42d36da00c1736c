import { expect, test } from "vitest";
import type { Asked, Request, Step } from "../model/generated/workload.ts";
import { lintAnswers, lintHttp } from "./lint-http.ts";

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

import type { Answered, Asked, Endpoint, Request, Socket, Step } from "../model/generated/workload.ts";

type Fail = (place: string, message: string, hint: string) => never;

const wholeAnswer = ["status", "response-headers", "response", "repeat", "chunked", "chunks", "response-trailers", "delay", "cut"] as const;

const lintBody = (answer: Asked | Endpoint, place: string, fail: Fail): void => {
  if (answer.repeat && (!answer.response || answer.cut !== undefined))
    fail(`${place}/repeat`, "only a whole response can be repeated", "add response, and remove cut");
  if (answer.chunks && answer.response) fail(`${place}/chunks`, "a body stands in chunks or as a whole", "remove response or chunks");
  if (answer["response-trailers"] && answer.cut !== undefined)
    fail(`${place}/response-trailers`, "trailers come only behind a whole body", "remove response-trailers or cut");
};

const lintAsked = (step: Asked, place: string, fail: Fail): void => {
  const idle = wholeAnswer.find((key) => step.raw && step[key] !== undefined);
  if (idle) fail(`${place}/${idle}`, `a raw answer has no ${idle}`, "write it into raw, or leave raw out");
  const unsaid = [...wholeAnswer, "raw", "body", "headers", "trailers", "times"].find((key) => step.broken && step[key as keyof Asked] !== undefined);
  if (unsaid) fail(`${place}/${unsaid}`, "a request that breaks off is not held against anything, and gets no answer", `remove ${unsaid}, or broken`);
  if (step.as && !step.raw) fail(`${place}/as`, "only a raw answer leaves its connection to further steps", "add raw, or remove as");
  const kept = (["after", "times"] as const).find((key) => step.as && step[key] !== undefined);
  if (kept) fail(`${place}/${kept}`, `the connection ${step.as} is one, and what follows is up to further steps`, `remove ${kept}, or as`);
  if (step.after && !step.raw) fail(`${place}/after`, "only what follows a raw answer can be said", "add raw, or remove after");
  lintBody(step, place, fail);
};

const lintRequest = (step: Request, place: string, fail: Fail): void => {
  if (step.times && step.via) fail(`${place}/times`, `${step.via} is one connection, which takes one request at a time`, "remove via or times");
  if (step.free && (step.response || step.cut)) fail(`${place}/free`, "a body that may be any is held against nothing", "remove free, or response and cut");
  if (step.trailers && !step.chunked) fail(`${place}/trailers`, "trailers come only behind a body in chunks", "add chunked = true");
};

/** Checks that each request with a name is answered once, by a step behind it, and that each such step has its request. */
export const lintAnswers = (steps: readonly Step[], fail: Fail): void => {
  const sent = new Map<string, Request>();
  const open = new Set<string>();
  const take = (step: Answered, place: string): void => {
    const request = sent.get(step.answered);
    if (!request || !open.has(step.answered))
      fail(place, `no request ${step.answered} waits for its response`, `add as = "${step.answered}" to a request before it, or remove this step`);
    if (!step.content) open.delete(step.answered);
    else if (request?.times) fail(`${place}/content`, `${step.answered} is several requests at once`, "remove content, or times of the request");
  };
  steps.forEach((step, index) => {
    if ("answered" in step) take(step, `/steps/${index}`);
    if (!("request" in step) || step.as === undefined) return;
    if (sent.has(step.as)) fail(`/steps/${index}/as`, `there are two requests ${step.as}`, "rename one of them");
    sent.set(step.as, step);
    open.add(step.as);
  });
  for (const name of open) fail("/steps", `nobody takes the response of ${name}`, `add { answered = "${name}" }`);
};

/** Checks that a socket's endpoints are of one that the harness serves, and that what each says goes together. */
export const lintEndpoints = ({ name, kind, protocol = "tcp", to, endpoints = [] }: Socket, place: string, fail: Fail): void => {
  if (endpoints.length > 0 && (kind !== "connect" || to !== "harness" || protocol !== "tcp"))
    fail(`${place}/endpoints`, `${name} does not connect to the harness by tcp`, 'endpoints need kind = "connect", to = "harness"');
  endpoints.forEach((own, index) => {
    const at = `${place}/endpoints/${index}`;
    const idle = wholeAnswer.find((key) => (own.mode ?? "static") !== "static" && own[key] !== undefined);
    if (idle) fail(`${at}/${idle}`, `${own.mode} answers by itself`, `remove ${idle}, or mode`);
    lintBody(own, at, fail);
  });
};

/** Checks that what an HTTP step says of a message goes together. */
export const lintHttp = (step: Asked | Request, place: string, fail: Fail): void => {
  if ("asked" in step) lintAsked(step, place, fail);
  else lintRequest(step, place, fail);
};

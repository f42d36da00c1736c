// The part of wasi:http that programs here use, as componentize-qjs gives it: a result's error is thrown as `{ payload }`.
declare module "wasi:http/types@0.2.12" {
  import type { Pollable } from "wasi:io/poll@0.2.12";
  import type { InputStream, OutputStream } from "wasi:io/streams@0.2.12";
  export type Method =
    | { tag: "get" | "head" | "post" | "put" | "delete" | "connect" | "options" | "trace" | "patch" }
    | { tag: "other"; val: string };
  export type Scheme = { tag: "HTTP" | "HTTPS" } | { tag: "other"; val: string };
  export type Entry = [name: string, value: Uint8Array];
  export type Result<T> = { tag: "ok"; val: T } | { tag: "err"; val?: unknown };
  export class Fields {
    constructor();
    static fromList(entries: Entry[]): Fields;
    entries(): Entry[];
  }
  export interface FutureTrailers {
    subscribe(): Pollable;
    get(): Result<Result<Fields | null | undefined>> | null | undefined;
  }
  export class IncomingBody {
    stream(): InputStream;
    static finish(body: IncomingBody): FutureTrailers;
  }
  export class OutgoingBody {
    write(): OutputStream;
    static finish(body: OutgoingBody, trailers: Fields | undefined): void;
  }
  export interface IncomingRequest {
    method(): Method;
    pathWithQuery(): string | null | undefined;
    headers(): Fields;
    consume(): IncomingBody;
  }
  export interface IncomingResponse {
    status(): number;
    headers(): Fields;
    consume(): IncomingBody;
  }
  export class OutgoingRequest {
    constructor(headers: Fields);
    body(): OutgoingBody;
    setMethod(method: Method): void;
    setPathWithQuery(path: string | undefined): void;
    setScheme(scheme: Scheme): void;
    setAuthority(authority: string): void;
  }
  export class OutgoingResponse {
    constructor(headers: Fields);
    setStatusCode(status: number): void;
    body(): OutgoingBody;
  }
  export class RequestOptions {
    constructor();
    setConnectTimeout(nanoseconds: number): void;
    setFirstByteTimeout(nanoseconds: number): void;
    setBetweenBytesTimeout(nanoseconds: number): void;
  }
  export class ResponseOutparam {
    private constructor();
    static set(out: ResponseOutparam, response: Result<OutgoingResponse>): void;
  }
  export interface FutureIncomingResponse {
    subscribe(): Pollable;
    get(): Result<Result<IncomingResponse>> | null | undefined;
  }
}

declare module "wasi:http/outgoing-handler@0.2.12" {
  import type { FutureIncomingResponse, OutgoingRequest, RequestOptions } from "wasi:http/types@0.2.12";
  export function handle(request: OutgoingRequest, options: RequestOptions | undefined): FutureIncomingResponse;
}

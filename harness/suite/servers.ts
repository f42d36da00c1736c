import type { ConnectOperation, SuiteEndpoint, SuiteServer, SuiteTest } from "../model/generated/suite-test.ts";
import type { Endpoint, Socket } from "../model/generated/workload.ts";

/** An HTTP server that a suite gives a test: its socket, and the variable that names its address to the guest. */
export interface Served {
  readonly socket: Socket;
  readonly variable: string;
}

const endpointOf = ({ method = "GET", path = "/", mode, response = {} }: SuiteEndpoint): Endpoint => {
  const { status, headers, body, chunks, trailers } = typeof response === "string" ? { body: response } : response;
  const whole = body === undefined || chunks !== undefined ? {} : { response: { text: body } };
  return {
    method: method.toUpperCase(),
    path,
    ...(mode === undefined || mode === "static" ? {} : { mode }),
    ...(status === undefined ? {} : { status }),
    ...(headers === undefined ? {} : { "response-headers": headers }),
    ...whole,
    ...(chunks === undefined ? {} : { chunks: chunks.map((text) => ({ text })) }),
    ...(trailers === undefined ? {} : { "response-trailers": trailers }),
  };
};

// Of a server without endpoints every path is unknown.
const nowhere: Endpoint = { method: "GET", path: "/", status: 404 };

const serversOf = ({ servers = [], endpoints }: SuiteTest): readonly SuiteServer[] =>
  endpoints === undefined ? servers : [{ name: "main", endpoints }, ...servers];

/** The servers of a test; what its endpoints say alike in two ways, `servers` and `endpoints`, is one list. */
export const servedOf = (test: SuiteTest): Served[] =>
  serversOf(test).map(({ name, kind, endpoints = [] }, index) => {
    const own = { name: `server-${index + 1}`, kind: "connect" } as const;
    const socket: Socket =
      kind === "closed" ? { ...own, to: "nobody" } : { ...own, to: "harness", endpoints: endpoints.length > 0 ? endpoints.map(endpointOf) : [nowhere] };
    return { socket, variable: `HTTP_SERVER_${name.toUpperCase()}` };
  });

/** Why servers cannot be given; undefined where they can. */
export const whyNoServers = (test: SuiteTest): string | undefined => {
  const all = serversOf(test);
  const names = all.map(({ name }) => name.toUpperCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `two servers have the variable HTTP_SERVER_${twice}`;
  const idle = all.find(({ kind, endpoints }) => kind === "closed" && endpoints !== undefined);
  if (idle) return `the server ${idle.name} is closed, and has endpoints`;
  const echoes = all.some(({ endpoints = [] }) => endpoints.some(({ mode = "static", response }) => mode !== "static" && response !== undefined));
  return echoes ? "an endpoint that echoes has a response of its own" : undefined;
};

/** The connections of a test by their ids: a socket each, whose address the test prints as the next line. */
export const connectionsOf = ({ operations = [] }: SuiteTest): ReadonlyMap<string, Socket> =>
  new Map(
    operations
      .filter((operation): operation is ConnectOperation => operation.type === "connect")
      .map(({ id = "server", protocol_type: protocol = "tcp" }, index) => [id, { name: `port-${index + 1}`, kind: "listen", protocol, printed: true }]),
  );

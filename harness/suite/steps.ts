import type { Operation, RequestOperation, SuiteTest } from "../model/generated/suite-test.ts";
import type { Socket, Step } from "../model/generated/workload.ts";

/** The socket of a service. */
export const service = { name: "http", kind: "listen", protocol: "http" } as const;

/** What operations act upon. */
interface Scene {
  readonly serves: boolean;
  readonly connections: ReadonlyMap<string, Socket>;
  /** The last operation that writes to standard input: it closes that. */
  readonly lastWrite: Operation | undefined;
}

const requestOf = ({ method = "GET", path = "/", headers, body, response = {} }: RequestOperation): Step => ({
  request: method.toUpperCase(),
  to: `main:${service.name}`,
  path,
  ...(headers ? { headers } : {}),
  ...(body === undefined ? {} : { body: { text: body } }),
  status: response.status ?? 200,
  ...(response.headers ? { "response-headers": response.headers } : {}),
  ...(response.body === undefined ? { free: true } : { response: { text: response.body } }),
});

// Names of steps are narrower than a suite's.
const idOf = (id: string, { connections }: Scene): string => `connection-${[...connections.keys()].indexOf(id) + 1}`;

const stepOf = (operation: Operation, scene: Scene): Step => {
  switch (operation.type) {
    case "run":
      return { run: "main" };
    case "open":
      return { open: "main" };
    case "write":
      return { write: "main", content: { text: operation.payload ?? "" }, ...(operation === scene.lastWrite ? { end: true } : {}) };
    case "read":
      return { read: "main", from: operation.id ?? "stdout", content: { text: operation.payload ?? "" } };
    case "connect": {
      const id = operation.id ?? "server";
      return { connect: idOf(id, scene), to: `main:${scene.connections.get(id)?.name}` };
    }
    case "send":
      return { send: idOf(operation.id, scene), content: { text: operation.payload ?? "" } };
    case "recv":
      return { recv: idOf(operation.id, scene), content: { text: operation.payload ?? "" } };
    case "request":
      return requestOf(operation);
    case "kill":
      // How an engine that serves takes a signal is not what a test is about.
      return { kill: "main", signal: scene.serves ? "SIGKILL" : (operation.signal ?? "SIGTERM") };
    case "wait":
      return { wait: "main" };
  }
};

/** The operations of a test as steps; a service that no operation ends is ended. `connections` are sockets by the ids that a suite gives them. */
export const stepsOf = ({ operations = [] }: SuiteTest, serves: boolean, connections: ReadonlyMap<string, Socket>): Step[] => {
  const scene: Scene = { serves, connections, lastWrite: operations.findLast(({ type }) => type === "write") };
  const own = operations.map((operation) => stepOf(operation, scene));
  if (!serves || operations.some(({ type }) => type === "kill")) return own;
  return [...own.filter((step) => !("wait" in step)), { kill: "main", signal: "SIGKILL" }, { wait: "main" }];
};

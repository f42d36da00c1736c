import { type Case, type Program, reachesNetwork } from "./contract.ts";
import type { SocketPassing } from "./generated/runtime.ts";
import type { Content } from "./generated/workload.ts";

/** Where a socket is: an IPv4 address and a port of this machine. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Addresses of a case's sockets, by ROLE:NAME. */
export type Addresses = ReadonlyMap<string, Address>;

/** HOST:PORT. */
export const printAddress = ({ host, port }: Address): string => `${host}:${port}`;

/** Second numbers of hosts in 127.0.0.0/8 that cases have, and what leads from there to hosts of their peers. */
export const hostRange = { first: 16, last: 129, toPeer: 120 } as const;

/** Where the harness sends datagrams to a case's host from: a host of its own too, for only there may the program answer. */
export const peerHost = (host: string): string => host.replace(/^127\.(\d+)/, (_, own: string) => `127.${Number(own) + hostRange.toPeer}`);

/** Where somebody else's server listens while isolation probes run; said in the contracts of workloads. */
export const neighbourAddress = { host: "127.0.0.1", port: 47474 } as const;

/** Addresses HOST:PORT of this machine's network, of which port 0 is any; or a loopback that nobody else is on. */
export type Reach = readonly string[] | "loopback";

/**
 * What programs of a case reach of their machine's network, as cargo has it; undefined: nothing. Their own host and its peers', and
 * their ports where an engine listens on all addresses: to refuse the neighbour is the engine's business.
 */
export const reachedAddresses = (entry: Pick<Case, "needs" | "neighbour" | "loopback" | "programs">, addresses: Addresses = new Map()): Reach | undefined => {
  if (entry.loopback) return "loopback";
  if (!reachesNetwork(entry)) return undefined;
  const own = [...addresses.values()].flatMap(({ host, port }) => [`${host}:0`, `${peerHost(host)}:0`, `0.0.0.0:${port}`]);
  return [...new Set([...own, ...(entry.neighbour ? [printAddress(neighbourAddress)] : [])])];
};

const pattern = /\{(address|host|port):([a-z0-9-]+:[a-z0-9-]+)\}/g;

/** The ROLE:NAMEs that a text names as `{address:ROLE:NAME}`, `{host:ROLE:NAME}` or `{port:ROLE:NAME}`. */
export const addressesIn = (text: string): string[] => (text.includes("{") ? [...text.matchAll(pattern)].map((match) => match[2] as string) : []);

/** Puts addresses in place of `{address:ROLE:NAME}`, `{host:…}` and `{port:…}`; a name that is unknown stays as it is. */
export const fillAddresses = (text: string, addresses: Addresses): string =>
  text.replaceAll(pattern, (whole, part: "address" | "host" | "port", place: string) => {
    const address = addresses.get(place);
    if (!address) return whole;
    return part === "address" ? printAddress(address) : String(address[part]);
  });

/** Content whose text has its addresses filled in. */
const fillContent = <C extends Content>(content: C, addresses: Addresses): C =>
  "text" in content ? { ...content, text: fillAddresses(content.text, addresses) } : content;

const environmentName = (kind: "LISTEN" | "CONNECT", name: string): string => `${kind}_${name.toUpperCase().replaceAll("-", "_")}`;

// Names of descriptors from 0 on, in the order in which the engine really has them.
const descriptorNames = (program: Program, directories: SocketPassing["directories"]): string[] => {
  const sockets = program.sockets.filter(({ kind }) => kind === "listen").map(({ name }) => name);
  const guests = program.directories.map(({ guest }) => guest);
  return ["stdin", "stdout", "stderr", ...(directories === "before" ? [...guests, ...sockets] : [...sockets, ...guests])];
};

/**
 * The variables that tell a guest of its sockets: FD_COUNT and FD_NAMES where they are preopened, LISTEN_NAME and
 * CONNECT_NAME where it opens them itself.
 */
const socketVariables = (role: string, program: Program, passing: SocketPassing, addresses: Addresses): Record<string, string> => {
  if (passing.as === "descriptors") {
    if (passing.named) return {};
    const names = descriptorNames(program, passing.directories);
    return { FD_COUNT: String(names.length), FD_NAMES: names.join(":") };
  }
  // Whom the contract's own variables name is told by them.
  const told = new Set(Object.values(program.env).flatMap(addressesIn));
  return Object.fromEntries(
    program.sockets
      .filter(({ name, kind, protocol, printed }) => protocol !== "http" && !printed && !(kind === "connect" && told.has(`${role}:${name}`)))
      .map(({ kind, name }) => [environmentName(kind === "listen" ? "LISTEN" : "CONNECT", name), printAddress(addresses.get(`${role}:${name}`) as Address)]),
  );
};

/** A program with its sockets' variables, and with addresses filled in where it is given a text. What it must show names none: it would differ from run to run. */
export const placeProgram = (role: string, program: Program, passing: SocketPassing | undefined, addresses: Addresses): Program => {
  const env = Object.entries(program.env).map(([name, value]) => [name, fillAddresses(value, addresses)] as const);
  return {
    ...program,
    args: program.args.map((word) => fillAddresses(word, addresses)),
    env: { ...Object.fromEntries(env), ...(passing && program.sockets.length > 0 ? socketVariables(role, program, passing, addresses) : {}) },
    stdin: fillContent(program.stdin, addresses),
  };
};

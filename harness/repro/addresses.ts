import { type Address, type Addresses, printAddress } from "../model/addresses.ts";
import type { Case } from "../model/contract.ts";
import type { Observation } from "../model/generated/journal.ts";
import { tokenOf } from "../model/symbolic.ts";

/** The first port that sockets get where no harness chooses; each further one has the next. */
export const firstPort = 47_600;

/** Addresses for a case's sockets that anybody can use: on this machine alone, the same ones in each folder. */
export const plainAddresses = ({ programs }: Pick<Case, "programs">): Addresses => {
  const sockets = Object.entries(programs).flatMap(([role, own]) => own.sockets.map((socket) => ({ ...socket, place: `${role}:${socket.name}` })));
  const addresses = new Map(sockets.map(({ place }, index): [string, Address] => [place, { host: "127.0.0.1", port: firstPort + index }]));
  for (const { place, kind, to } of sockets) {
    const listening = kind === "connect" && to !== undefined ? addresses.get(to) : undefined;
    if (listening) addresses.set(place, listening);
  }
  return addresses;
};

/** The same sockets as tokens: a run chose other addresses. */
export const symbolicAddresses = (addresses: Addresses): Addresses =>
  new Map([...addresses].map(([place]) => [place, { host: tokenOf(`host.${place}`), port: tokenOf(`port.${place}`) as unknown as number }]));

/** What its commands are told of a program's sockets; nothing where it has none. */
export const socketPlaces = (entry: Case, role: string, addresses: Addresses): { readonly sockets?: readonly string[]; readonly listening?: string } => {
  const sockets = entry.programs[role]?.sockets ?? [];
  if (sockets.length === 0) return {};
  const own = sockets.filter(({ kind }) => kind === "listen").map(({ name }) => printAddress(addresses.get(`${role}:${name}`) as Address));
  return { sockets: own, listening: tokenOf("listening") };
};

/** What the run saw of a program of a dialogue. */
export const seenOf = (observation: Observation | undefined, role: string, first: string): Observation | undefined =>
  (observation?.role ?? first) === role ? observation : observation?.roles?.[role];

/** Where a role's artifact lies. */
export const wasmOf = (role: string): string => (role === "main" ? "program.wasm" : `${role}.wasm`);

/** Where its prepared form lies. */
export const preparedOf = (role: string): string => (role === "main" ? "prepared" : `prepared-${role}`);

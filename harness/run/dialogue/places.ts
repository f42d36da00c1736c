import { watched } from "../../host/clock.ts";
import type { Listener } from "../../host/listening.ts";
import { type Address, printAddress } from "../../model/addresses.ts";
import type { Case } from "../../model/contract.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import type { Content, Socket } from "../../model/generated/workload.ts";
import { HttpInbound } from "./asked.ts";
import { serveEndpoints } from "./endpoints.ts";
import { type Inbound, listenTcp, listenUdp } from "./inbound.ts";
import { printedAddress } from "./printed.ts";
import type { Surroundings } from "./ready.ts";
import type { Transcript } from "./transcript.ts";

/** What tells where a program that was run listens: its standard output, and what is looked at. */
interface Telling {
  readonly output: Transcript | undefined;
  readonly around: Surroundings | undefined;
}

/** The sockets of a case by ROLE:NAME: where they are, and the harness's own ends of them. */
export class Places {
  readonly addresses: Map<string, Address>;
  /** Where the harness itself listens. */
  readonly inbound = new Map<string, Inbound | HttpInbound>();
  readonly #case: Case;
  readonly #sockets: ReadonlyMap<string, Socket>;
  // Those whose programs have printed where they are.
  readonly #found = new Set<string>();

  constructor(own: Case, addresses: ReadonlyMap<string, Address>) {
    this.#case = own;
    this.addresses = new Map(addresses);
    this.#sockets = new Map(
      Object.entries(own.programs).flatMap(([role, { sockets }]) => sockets.map((socket): [string, Socket] => [`${role}:${socket.name}`, socket])),
    );
  }

  isUdp(place: string): boolean {
    return this.#sockets.get(place)?.protocol === "udp";
  }

  /** Listens wherever programs connect to the harness. */
  async listen(hasEnded: () => boolean, bytesOf: (content: Content | undefined) => Buffer): Promise<void> {
    for (const [place, { protocol, to, endpoints }] of this.#sockets) {
      const address = this.addresses.get(place);
      if (to !== "harness" || !address) continue;
      const isAsked = this.#case.steps.some((step) => "asked" in step && step.at === place);
      const serve = endpoints && serveEndpoints(endpoints, bytesOf);
      const listen = protocol === "udp" ? listenUdp : listenTcp;
      this.inbound.set(place, await (isAsked || serve ? HttpInbound.listen(address, hasEnded, serve) : listen(address, hasEnded)));
    }
  }

  /** Where a socket is; of one whose program prints that, once it has. */
  async find(place: string, limitMs: number, tellingOf: (role: string) => Telling): Promise<Address | StepFailure> {
    const socket = this.#sockets.get(place);
    const address = this.addresses.get(place);
    if (!socket || !address) return { how: "harness", detail: `there is no socket ${place}` };
    if (!socket.printed || this.#found.has(place)) return address;
    const role = place.slice(0, place.indexOf(":"));
    const { output, around } = tellingOf(role);
    if (!output || !around) return { how: "harness", detail: `${role} was never run` };
    const found = await printedAddress(output, this.isUdp(place) ? "udp" : "tcp", limitMs, { ...around, since: watched() });
    if ("how" in found) return found;
    this.addresses.set(place, found);
    this.#found.add(place);
    return found;
  }

  /** Of all that listens, what is at the case's host or at an address that its programs chose, and is not the harness's own. */
  leftOf(all: readonly Listener[], host: string | undefined): string[] {
    const at = (places: Iterable<string>): Set<string> => new Set([...places].map((place) => printAddress(this.addresses.get(place) as Address)));
    const [own, found] = [at(this.inbound.keys()), at(this.#found)];
    const addresses = all.filter((other) => other.host === host || found.has(printAddress(other))).map(printAddress);
    return [...new Set(addresses.filter((address) => !own.has(address)))];
  }

  close(): void {
    for (const inbound of this.inbound.values()) inbound.close();
  }
}

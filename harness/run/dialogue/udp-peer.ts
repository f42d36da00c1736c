import { createSocket, type Socket as Datagrams } from "node:dgram";
import { once } from "node:events";
import { watched } from "../../host/clock.ts";
import type { Address } from "../../model/addresses.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import { Bell } from "./bell.ts";
import type { Peer } from "./peer.ts";
import { compareStart, type Seen, silent, tooMuch } from "./seen.ts";

// What waits to be asked for, at most: a program that floods must not fill the harness's memory.
const mostBytes = 1 << 24;
const mostDatagrams = 4096;

// What a program sent before it ended may come a moment later than that it has ended.
const lookMs = 200;

const noStream: Seen = { failure: { how: "harness", detail: "datagrams have no end and no reset" } };

/** Datagrams to and from one address: each step sends or expects one. */
export class UdpPeer implements Peer {
  readonly #socket: Datagrams;
  readonly #bell = new Bell();
  readonly #came: Buffer[] = [];
  readonly #to: Address;
  readonly #own: boolean;
  readonly #hasEnded: () => boolean;
  #waiting = 0;

  /** `first` is what a program sent before anybody answered it: the socket then serves other peers too. */
  constructor(socket: Datagrams, to: Address, hasEnded: () => boolean, first?: Buffer) {
    this.#hasEnded = hasEnded;
    this.#socket = socket;
    this.#to = to;
    this.#own = first === undefined;
    if (first) this.#keep(first);
    socket.on("message", (bytes, from) => {
      if (from.address === to.host && from.port === to.port) this.#keep(bytes);
    });
    socket.on("error", () => this.#bell.ring());
  }

  #keep(bytes: Buffer): void {
    if (this.#came.length < mostDatagrams && this.#waiting < mostBytes) {
      this.#came.push(bytes);
      this.#waiting += bytes.length;
    }
    this.#bell.ring();
  }

  async send(bytes: Buffer): Promise<Seen> {
    const error = await new Promise<Error | null>((resolve) => this.#socket.send(bytes, this.#to.port, this.#to.host, resolve));
    return error ? { bytes: 0, failure: { how: "reset", detail: error.message } } : { bytes: bytes.length };
  }

  async receive(expected: Buffer, _rate: number | undefined, limitMs: number): Promise<Seen> {
    const until = watched() + limitMs;
    for (let over = 0; this.#came.length === 0; over += this.#hasEnded() ? 1 : 0) {
      if (watched() >= until) return { bytes: 0, failure: silent("no datagram came", limitMs) };
      if (over > 1) return { bytes: 0, failure: { how: "ended", detail: "no datagram came, and every program has ended" } };
      await this.#bell.wait(Math.min(lookMs, until - watched()));
    }
    const received = this.#came.shift() as Buffer;
    this.#waiting -= received.length;
    const failure = compareStart(received, expected);
    if (failure || received.length === expected.length) return { bytes: received.length, received, ...(failure ? { failure } : {}) };
    const detail = `a datagram of ${received.length} bytes, expected ${expected.length}`;
    return { bytes: received.length, received, failure: { how: "differs", differsAt: Math.min(received.length, expected.length), detail } };
  }

  end(): Promise<Seen> {
    return Promise.resolve(noStream);
  }

  resetBy(): Promise<Seen> {
    return Promise.resolve(noStream);
  }

  shutdown(): Promise<Seen> {
    return Promise.resolve(noStream);
  }

  reset(): Promise<Seen> {
    return Promise.resolve(noStream);
  }

  finish(): void {}

  settle(): Promise<StepFailure | undefined> {
    const [first] = this.#came;
    return Promise.resolve(first && (first.length === 0 ? { how: "differs", detail: "an empty datagram that no step expects" } : tooMuch(first)));
  }

  destroy(): void {
    if (!this.#own) return;
    try {
      this.#socket.close();
    } catch {
      // It is closed already.
    }
  }
}

/** A socket for datagrams to an address, from a host where the program may answer; nobody need be there. */
export const datagramPeer = async (address: Address, hasEnded: () => boolean, from: string | undefined): Promise<UdpPeer> => {
  const socket = createSocket("udp4");
  socket.bind(0, from);
  await once(socket, "listening");
  return new UdpPeer(socket, address, hasEnded);
};

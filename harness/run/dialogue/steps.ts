import { monotonic, sleep, watched } from "../../host/clock.ts";
import { type Address, type Addresses, printAddress } from "../../model/addresses.ts";
import type { StepFailure } from "../../model/generated/journal.ts";
import type { Asked, Content, Request, Step } from "../../model/generated/workload.ts";
import type { HttpInbound } from "./asked.ts";
import { Bell } from "./bell.ts";
import { Coming } from "./coming.ts";
import { fillTexts } from "./fill.ts";
import type { Inbound } from "./inbound.ts";
import type { Peer } from "./peer.ts";
import { type KeptConnections, sendRequests } from "./request.ts";
import { type Seen, silent } from "./seen.ts";
import { connectPeer } from "./tcp-peer.ts";
import { datagramPeer } from "./udp-peer.ts";
import type { Wiring } from "./wiring.ts";

/** All that steps act upon. */
export interface Stage {
  readonly addresses: Addresses;
  /** The host that datagrams are sent from. */
  readonly from: string | undefined;
  /** Where a socket is; of one whose program prints that, once it has. */
  readonly find: (place: string, limitMs: number) => Promise<Address | StepFailure>;
  readonly isUdp: (place: string) => boolean;
  readonly peers: Map<string, Peer>;
  /** Where the harness listens, by place. */
  readonly inbound: ReadonlyMap<string, Inbound | HttpInbound>;
  readonly kept: KeptConnections;
  /** Responses that come while other steps go on, by the names of their requests. */
  readonly coming: Map<string, Coming>;
  /** What is sent while other steps go on, by connection. */
  readonly sending: Map<string, Promise<Seen>>;
  readonly bytesOf: (content: Content | undefined) => Buffer;
  /** Puts addresses into a text. */
  readonly fill: (text: string) => string;
  /** Starts a role and waits until it is ready. */
  readonly run: (role: string, limitMs: number) => Promise<Seen>;
  readonly wait: (role: string, limitMs: number) => Promise<Seen>;
  readonly wiringOf: (role: string) => Wiring | undefined;
  /** Whether every program that was run has ended. */
  readonly hasEnded: () => boolean;
}

const list = (names: string | readonly string[]): readonly string[] => (typeof names === "string" ? [names] : names);

const broke = (detail: string): Seen => ({ failure: { how: "harness", detail } });

const isFailure = (value: Peer | StepFailure): value is StepFailure => "how" in value;

// Several connections at once: what the first of them in order saw wrong is what counts.
const each = async (names: string | readonly string[], stage: Stage, act: (peer: Peer, name: string) => Promise<Seen>): Promise<Seen> => {
  const all = list(names);
  const seen = await Promise.all(
    all.map((name) => {
      const peer = stage.peers.get(name);
      return peer ? act(peer, name) : broke(`there is no connection ${name}`);
    }),
  );
  const wrong = seen.findIndex(({ failure }) => failure !== undefined);
  const failure = seen[wrong]?.failure;
  const bytes = seen.reduce((sum, own) => sum + (own.bytes ?? 0), 0);
  const received = seen[wrong < 0 ? 0 : wrong]?.received;
  return {
    ...(seen.some((own) => own.bytes !== undefined) ? { bytes } : {}),
    ...(received ? { received } : {}),
    ...(failure ? { failure: all.length > 1 ? { ...failure, detail: `${all[wrong]}: ${failure.detail}` } : failure } : {}),
  };
};

const open = async (name: string, to: string, stage: Stage, limitMs: number): Promise<Seen> => {
  const address = await stage.find(to, limitMs);
  if ("how" in address) return { failure: address };
  const peer = stage.isUdp(to) ? await datagramPeer(address, stage.hasEnded, stage.from) : await connectPeer(address, limitMs);
  if (isFailure(peer)) return { failure: peer };
  stage.peers.set(name, peer);
  return {};
};

const refused = async (address: Address | undefined, limitMs: number): Promise<Seen> => {
  if (!address) return broke("there is no such socket");
  const peer = await connectPeer(address, limitMs);
  if (isFailure(peer)) return peer.how === "refused" ? {} : { failure: peer };
  peer.destroy();
  return { failure: { how: "accepted", detail: `a connection to ${printAddress(address)} was accepted` } };
};

// Long waits look up this often, in milliseconds.
const lookMs = 100;

// Not where nobody is left to wait for: a run that is interrupted ends its programs, and must not sleep on.
const pause = async (milliseconds: number, stage: Stage): Promise<void> => {
  const until = monotonic() + milliseconds;
  while (monotonic() < until && !stage.hasEnded()) await sleep(Math.min(lookMs, until - monotonic()));
};

const write = async (wiring: Wiring | undefined, bytes: Buffer, end: boolean, limitMs: number): Promise<Seen> => {
  const input = wiring?.input;
  if (!wiring || !input) return broke("it has not been started");
  const until = watched() + limitMs;
  const bell = new Bell();
  let taken = bytes.length === 0;
  if (!taken && !input.destroyed) {
    input.write(bytes, (error) => {
      taken = !error;
      bell.ring();
    });
  }
  while (!taken && !wiring.hasEnded && watched() < until) await bell.wait(Math.min(lookMs, until - watched()));
  if (!taken) {
    const detail = `it ended, and had not taken ${bytes.length} bytes of standard input`;
    const failure: StepFailure = wiring.hasEnded ? { how: "ended", detail } : silent(`${bytes.length} bytes were not taken`, limitMs);
    return { failure: { ...failure, stream: "stdin" } };
  }
  if (end) input.destroy();
  return { bytes: bytes.length };
};

const onStream = (seen: Seen, stream: "stdout" | "stderr"): Seen => (seen.failure ? { ...seen, failure: { ...seen.failure, stream } } : seen);

const read = async ({ read: role, from, content, end }: Extract<Step, { read: unknown }>, stage: Stage, limitMs: number): Promise<Seen> => {
  const output = stage.wiringOf(role)?.output(from);
  if (!output) return broke("it has not been started");
  const seen = await output.expect(stage.bytesOf(content), limitMs);
  if (end && !seen.failure) output.close();
  return onStream(seen, from);
};

const fillRequest = <T extends Request | Asked>(step: T, { fill }: Stage): T => {
  const { path = "/", headers = {}, "response-headers": answered = {} } = step;
  return { ...step, ...fillTexts({ path, headers, "response-headers": answered }, fill) };
};

/** Does one step, within a limit in milliseconds. */
export const takeStep = async (step: Step, stage: Stage, limitMs: number): Promise<Seen> => {
  if ("run" in step) return stage.run(step.run, limitMs);
  if ("wait" in step) return stage.wait(step.wait, limitMs);
  if ("sleep" in step) {
    await pause(step.sleep * 1000, stage);
    return {};
  }
  if ("kill" in step) {
    const signal = step.signal ?? "SIGTERM";
    return stage.wiringOf(step.kill)?.signal(signal) ? { signal } : broke("this lane's launcher sends no signals");
  }
  if ("open" in step) {
    stage.wiringOf(step.open)?.openInput();
    return {};
  }
  if ("write" in step) return write(stage.wiringOf(step.write), stage.bytesOf(step.content), step.end ?? false, limitMs);
  if ("read" in step) return read(step, stage, limitMs);
  if ("connect" in step) {
    // One after the other, as requests are: see request.ts.
    for (const name of list(step.connect)) {
      const opened = await open(name, step.to, stage, limitMs);
      if (opened.failure) return opened;
    }
    return {};
  }
  if ("accept" in step) {
    const inbound = stage.inbound.get(step.at);
    if (!inbound || !("accept" in inbound)) return broke(`the harness does not listen at ${step.at}`);
    const peer = await inbound.accept(limitMs);
    if (isFailure(peer)) return { failure: peer };
    stage.peers.set(step.accept, peer);
    return {};
  }
  if ("refused" in step) return refused(stage.addresses.get(step.refused), limitMs);
  if ("send" in step) return send(step, stage, limitMs);
  if ("recv" in step) return each(step.recv, stage, (peer) => peer.receive(stage.bytesOf(step.content), step.rate, limitMs));
  if ("rounds" in step) return rounds(step, stage, limitMs);
  if ("end" in step) return each(step.end, stage, (peer) => peer.end(limitMs));
  if ("shutdown" in step) return each(step.shutdown, stage, async (peer, name) => (await sent(stage, name)) ?? peer.shutdown(step.half ?? "both"));
  if ("reset-by" in step) return each(step["reset-by"], stage, (peer) => peer.resetBy(limitMs));
  if ("reset" in step) {
    // What it was still sending is broken off with it.
    return each(step.reset, stage, (peer, name) => {
      stage.sending.delete(name);
      return peer.reset();
    });
  }
  if ("asked" in step) return asked(step, stage, limitMs);
  if ("answered" in step) {
    const coming = stage.coming.get(step.answered);
    if (!coming) return broke(`there is no request ${step.answered}`);
    return step.content ? coming.begins(stage.bytesOf(step.content), limitMs) : coming.whole(limitMs);
  }
  return request(step, stage, limitMs);
};

const asked = (step: Asked, stage: Stage, limitMs: number): Promise<Seen> | Seen => {
  const inbound = stage.inbound.get(step.at);
  if (!inbound || !("ask" in inbound)) return broke(`the harness does not listen at ${step.at}`);
  const answered = { body: stage.bytesOf(step.response), chunks: step.chunks?.map(stage.bytesOf), raw: step.raw && stage.bytesOf(step.raw) };
  const keep = (peer: Peer): void => {
    if (step.as) stage.peers.set(step.as, peer);
  };
  return inbound.ask(fillRequest(step, stage), stage.bytesOf(step.body), { ...answered, keep }, limitMs);
};

const request = async (step: Request, stage: Stage, limitMs: number): Promise<Seen> => {
  const to = await stage.find(step.to, limitMs);
  if ("how" in to) return { failure: to };
  const sending = { to, body: step.body && stage.bytesOf(step.body), wanted: stage.bytesOf(step.response), kept: stage.kept, limitMs };
  if (step.as === undefined) return sendRequests(fillRequest(step, stage), sending);
  const coming = new Coming();
  coming.follow(sendRequests(fillRequest(step, stage), { ...sending, coming }));
  stage.coming.set(step.as, coming);
  return {};
};

// What is still being sent on a connection comes before anything else that is done to its sending side.
const sent = async (stage: Stage, name: string): Promise<Seen | undefined> => {
  const before = await stage.sending.get(name);
  stage.sending.delete(name);
  return before?.failure ? before : undefined;
};

const rounds = (step: Extract<Step, { rounds: unknown }>, stage: Stage, limitMs: number): Promise<Seen> => {
  const bytes = stage.bytesOf(step.content);
  const until = watched() + limitMs;
  return each(step.rounds, stage, async (peer, name) => {
    const before = await sent(stage, name);
    if (before) return before;
    for (let round = 1; round <= step.times; round++) {
      const there = await peer.send(bytes, undefined, until - watched());
      const seen = there.failure ? there : await peer.receive(bytes, undefined, until - watched());
      if (seen.failure) return { ...seen, failure: { ...seen.failure, detail: `round ${round}: ${seen.failure.detail}` } };
    }
    return { bytes: bytes.length * step.times };
  });
};

const send = (step: Extract<Step, { send: unknown }>, stage: Stage, limitMs: number): Promise<Seen> => {
  const bytes = stage.bytesOf(step.content);
  return each(step.send, stage, async (peer, name) => {
    const before = await sent(stage, name);
    if (before) return before;
    const own = peer.send(bytes, step.rate, limitMs);
    if (!step.meanwhile) return own;
    stage.sending.set(name, own);
    return {};
  });
};

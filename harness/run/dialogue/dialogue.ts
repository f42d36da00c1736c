import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isOverWithin, monotonic, watched } from "../../host/clock.ts";
import { type Addresses, fillAddresses, printAddress } from "../../model/addresses.ts";
import type { Case, Program } from "../../model/contract.ts";
import { hexOf } from "../../model/digest.ts";
import type { Observation, StepFact, StepFailure } from "../../model/generated/journal.ts";
import { formatDuration } from "../../model/text.ts";
import type { Expected } from "../expected.ts";
import { blobLimit } from "../streams.ts";
import { type Actor, type DialogueFolders, type RolePlan, startActor } from "./actor.ts";
import { chooseAddresses } from "./addresses.ts";
import { HttpInbound } from "./asked.ts";
import { stepBytes } from "./contents.ts";
import { describeStep } from "./describe-step.ts";
import { type Inbound, listenTcp, listenUdp } from "./inbound.ts";
import { type Look, lookBy } from "./look.ts";
import type { Peer } from "./peer.ts";
import { untilReady } from "./ready.ts";
import { KeptConnections } from "./request.ts";
import { digestSeen, type Seen } from "./seen.ts";
import { type Stage, takeStep } from "./steps.ts";

/** All that one trial of a dialogue takes. */
export interface DialoguePlan {
  /** A name that no other trial of the run has. */
  readonly name: string;
  readonly case: Case;
  /** Folder of the workload. */
  readonly workload: string;
  readonly roles: Readonly<Record<string, RolePlan>>;
}

/** The facts of a dialogue, and what each program was held to, with its addresses filled in. */
export interface DialogueFacts {
  readonly observation: Observation;
  readonly programs: Readonly<Record<string, { readonly program: Program; readonly expected: Expected }>>;
}

// How long a step may take where it does not say, in milliseconds: an engine may have to compile first, on a machine with much to do.
const stepMs = 30_000;

// Where a connection breaks since its program goes down, how that ended is known a moment later.
const graceMs = 3000;

const outOfTime: StepFailure = { how: "silent", detail: "the time of the case is over" };

const explainable: ReadonlySet<StepFailure["how"]> = new Set(["closed", "reset", "refused", "ended", "not-listening"]);

/** Drives the programs of a case through its steps, against real sockets and pipes, and returns the facts, without opinion. */
class Dialogue {
  readonly #plan: DialoguePlan;
  readonly #folders: DialogueFolders;
  readonly #addresses: Addresses;
  readonly #host: string | undefined;
  readonly #look: Look;
  readonly #actors = new Map<string, Actor>();
  readonly #inbound = new Map<string, Inbound | HttpInbound>();
  readonly #facts: StepFact[] = [];
  readonly #stage: Stage;
  readonly #slowdown: number;
  readonly #deadline: number;

  constructor(plan: DialoguePlan, folders: DialogueFolders, look: Look, host: string | undefined, addresses: Addresses) {
    this.#plan = plan;
    this.#folders = folders;
    this.#host = host;
    this.#look = look;
    this.#addresses = addresses;
    this.#slowdown = Math.max(1, ...Object.values(plan.roles).map(({ lane }) => lane.slowdown));
    this.#deadline = watched() + plan.case.limits.timeMs * this.#slowdown;
    const protocols = new Map(
      Object.entries(plan.case.programs).flatMap(([role, { sockets }]) =>
        sockets.map(({ name, protocol }): [string, string | undefined] => [`${role}:${name}`, protocol]),
      ),
    );
    this.#stage = {
      addresses,
      isUdp: (place) => protocols.get(place) === "udp",
      peers: new Map<string, Peer>(),
      inbound: this.#inbound,
      kept: new KeptConnections(),
      coming: new Map(),
      sending: new Map(),
      bytesOf: (content) => (content ? stepBytes(content, plan.workload, addresses) : Buffer.alloc(0)),
      fill: (text) => fillAddresses(text, addresses),
      run: (role, limitMs) => this.#run(role, limitMs),
      wait: (role, limitMs) => this.#wait(role, limitMs),
      wiringOf: (role) => this.#actors.get(role)?.wiring,
      hasEnded: () => this.#actors.size > 0 && [...this.#actors.values()].every(({ ended }) => ended),
    };
  }

  async perform(): Promise<DialogueFacts> {
    try {
      await this.#listen();
      const failed = (await this.#steps()) || (await this.#end());
      if (failed) await this.#cut(failed);
      return await this.#collect();
    } finally {
      for (const actor of this.#actors.values()) if (!actor.ended) actor.wiring.signal("SIGKILL");
      for (const peer of this.#stage.peers.values()) peer.destroy();
      for (const inbound of this.#inbound.values()) inbound.close();
      this.#stage.kept.close();
      // Nothing of this dialogue may go on after it, also where it broke.
      await Promise.allSettled([...[...this.#actors.values()].map(({ done }) => done), ...[...this.#stage.coming.values()].map((coming) => coming.stop())]);
    }
  }

  async #listen(): Promise<void> {
    for (const [role, { sockets }] of Object.entries(this.#plan.case.programs)) {
      for (const { name, protocol, to } of sockets) {
        const place = `${role}:${name}`;
        const address = this.#addresses.get(place);
        if (to !== "harness" || !address) continue;
        const isAsked = this.#plan.case.steps.some((step) => "asked" in step && step.at === place);
        const listen = isAsked ? HttpInbound.listen : protocol === "udp" ? listenUdp : listenTcp;
        this.#inbound.set(place, await listen(address, this.#stage.hasEnded));
      }
    }
  }

  async #steps(): Promise<StepFailure | undefined> {
    for (const [index, step] of this.#plan.case.steps.entries()) {
      const own = "seconds" in step && step.seconds !== undefined ? step.seconds * 1000 : stepMs;
      const failure = await this.#note(`step ${index + 1}: ${describeStep(step)}`, own, (limitMs) => takeStep(step, this.#stage, limitMs));
      if (failure) return failure;
    }
    return undefined;
  }

  /** Ends all connections from this side, then waits for what is still being sent and for every program. */
  async #end(): Promise<StepFailure | undefined> {
    this.#stage.kept.close();
    for (const [name, sending] of this.#stage.sending) {
      const failure = await this.#note(`after the last step: send ${name}`, stepMs, () => sending, true);
      if (failure) return failure;
    }
    for (const peer of this.#stage.peers.values()) peer.finish();
    for (const [role, actor] of this.#actors) {
      if (actor.ended) continue;
      actor.wiring.input?.destroy();
      const failure = await this.#note(`after the last step: wait ${role}`, stepMs, (limitMs) => this.#wait(role, limitMs), true);
      if (failure) return failure;
    }
    const late = [...this.#stage.peers, ...this.#inbound];
    for (const [name, own] of late) {
      const failure = await own.settle();
      if (failure) return this.#note(`after the last step: ${name}`, stepMs, () => Promise.resolve({ failure }), true);
    }
    return undefined;
  }

  async #note(label: string, limitMs: number, act: (limitMs: number) => Promise<Seen>, quiet = false): Promise<StepFailure | undefined> {
    const start = monotonic();
    const left = this.#deadline - watched();
    const seen = left > 0 ? await act(Math.min(limitMs * this.#slowdown, left)) : { failure: outOfTime };
    if (quiet && !seen.failure) return undefined;
    const digest = digestSeen(seen);
    this.#facts.push({
      step: label,
      ms: Math.round((monotonic() - start) * 10) / 10,
      ...(seen.bytes === undefined ? {} : { bytes: seen.bytes }),
      ...(digest ? { digest } : {}),
      ...(seen.signal ? { signal: seen.signal } : {}),
      ...(seen.failure ? { failure: seen.failure } : {}),
    });
    if (seen.failure && digest && seen.received) writeFileSync(join(this.#folders.blobs, hexOf(digest)), seen.received.subarray(0, blobLimit));
    return seen.failure;
  }

  async #run(role: string, limitMs: number): Promise<Seen> {
    const plan = this.#plan.roles[role];
    const contract = this.#plan.case.programs[role];
    if (!plan || !contract) return { failure: { how: "harness", detail: `there is no role ${role}` } };
    const before = await this.#look();
    const since = watched();
    const actor = await startActor({
      name: `${this.#plan.name}-${role}`,
      case: this.#plan.case,
      role,
      contract,
      plan,
      workload: this.#plan.workload,
      addresses: this.#addresses,
      folders: this.#folders,
    });
    this.#actors.set(role, actor);
    if (actor.awaited.length === 0) return {};
    const known = new Set([...this.#addresses.values()].map(printAddress));
    const failure = await untilReady(actor.awaited, limitMs, { since, before, look: this.#look, known, hasEnded: () => actor.wiring.hasEnded || actor.ended });
    return failure ? { failure } : {};
  }

  async #wait(role: string, limitMs: number): Promise<Seen> {
    const actor = this.#actors.get(role);
    if (!actor) return { failure: { how: "harness", detail: `${role} was never run` } };
    if (await isOverWithin(limitMs, [actor.done])) return {};
    return { failure: { how: "not-ended", detail: `${role} did not end within ${formatDuration(limitMs)}` } };
  }

  async #cut(failure: StepFailure): Promise<void> {
    // One that is over is not cut, although its ending may still have to be proven.
    const running = (): Actor[] => [...this.#actors.values()].filter(({ ended, wiring }) => !ended && !wiring.hasEnded);
    if (explainable.has(failure.how) && running().length === this.#actors.size)
      await isOverWithin(
        graceMs * this.#slowdown,
        running().map(({ done }) => done),
      );
    for (const actor of running()) {
      actor.cut = true;
      actor.wiring.signal("SIGKILL");
    }
  }

  async #collect(): Promise<DialogueFacts> {
    const observations = new Map<string, Observation>();
    for (const [role, { done, cut }] of this.#actors) observations.set(role, { ...(await done), ...(cut ? { cut: true } : {}) });
    for (const inbound of this.#inbound.values()) inbound.close();
    const own = new Set([...this.#inbound.keys()].map((place) => printAddress(this.#addresses.get(place) as { host: string; port: number })));
    const left = (await this.#look())
      .filter((other) => other.host === this.#host)
      .map(printAddress)
      .filter((address) => !own.has(address));
    const [[first, main] = [undefined, undefined], ...others] = [...observations];
    if (!first || !main) throw new Error("no program was started");
    const observation: Observation = {
      ...main,
      steps: this.#facts,
      ...(others.length > 0 ? { roles: Object.fromEntries(others) } : {}),
      ...(left.length > 0 ? { leftPorts: [...new Set(left)] } : {}),
    };
    const programs = Object.fromEntries([...this.#actors].map(([role, { program, expected }]) => [role, { program, expected }]));
    return { observation, programs };
  }
}

/** Runs one trial of a case that is a dialogue. */
export const runDialogue = async (plan: DialoguePlan, folders: DialogueFolders): Promise<DialogueFacts> => {
  const hasSockets = Object.values(plan.case.programs).some(({ sockets }) => sockets.length > 0);
  // Who has no sockets is at no address.
  const look = hasSockets ? lookBy(Object.values(plan.roles).map(({ launcher }) => launcher)) : async () => [];
  const own = hasSockets ? await chooseAddresses(plan.case.programs, look) : undefined;
  try {
    return await new Dialogue(plan, folders, look, own?.host, own?.addresses ?? new Map()).perform();
  } finally {
    own?.release();
  }
};

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isOverWithin, monotonic, watched } from "../../host/clock.ts";
import { type Addresses, fillAddresses, peerHost, printAddress } from "../../model/addresses.ts";
import type { Case, Program } from "../../model/contract.ts";
import { hexOf } from "../../model/digest.ts";
import type { Observation, StepFact, StepFailure } from "../../model/generated/journal.ts";
import { formatDuration } from "../../model/text.ts";
import type { Expected } from "../expected.ts";
import { blobLimit } from "../streams.ts";
import { type Actor, type DialogueFolders, type RolePlan, startActor } from "./actor.ts";
import { chooseAddresses } from "./addresses.ts";
import { stepBytes } from "./contents.ts";
import { describeStep } from "./describe-step.ts";
import { type Look, lookBy } from "./look.ts";
import type { Peer } from "./peer.ts";
import { Places } from "./places.ts";
import { type Surroundings, untilReady } from "./ready.ts";
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
  readonly #places: Places;
  // By role: what is looked at to see whether it listens.
  readonly #around = new Map<string, Surroundings>();
  readonly #host: string | undefined;
  readonly #look: Look;
  readonly #actors = new Map<string, Actor>();
  readonly #facts: StepFact[] = [];
  readonly #stage: Stage;
  readonly #slowdown: number;
  readonly #deadline: number;

  constructor(plan: DialoguePlan, folders: DialogueFolders, look: Look, host: string | undefined, addresses: Addresses) {
    this.#plan = plan;
    this.#folders = folders;
    this.#host = host;
    this.#look = look;
    this.#places = new Places(plan.case, addresses);
    this.#slowdown = Math.max(1, ...Object.values(plan.roles).map(({ lane }) => lane.slowdown));
    this.#deadline = watched() + plan.case.limits.timeMs * this.#slowdown;
    const places = this.#places;
    this.#stage = {
      addresses: places.addresses,
      from: host === undefined ? undefined : peerHost(host),
      find: (place, limitMs) =>
        places.find(place, limitMs, (role) => ({ output: this.#actors.get(role)?.wiring.output("stdout"), around: this.#around.get(role) })),
      isUdp: (place) => places.isUdp(place),
      peers: new Map<string, Peer>(),
      inbound: places.inbound,
      kept: new KeptConnections(),
      coming: new Map(),
      sending: new Map(),
      bytesOf: (content) => (content ? stepBytes(content, plan.workload, places.addresses) : Buffer.alloc(0)),
      fill: (text) => fillAddresses(text, places.addresses),
      run: (role, limitMs) => this.#run(role, limitMs),
      wait: (role, limitMs) => this.#wait(role, limitMs),
      wiringOf: (role) => this.#actors.get(role)?.wiring,
      hasEnded: () => this.#actors.size > 0 && [...this.#actors.values()].every(({ ended }) => ended),
    };
  }

  async perform(): Promise<DialogueFacts> {
    try {
      await this.#places.listen(this.#stage.hasEnded, this.#stage.bytesOf);
      const failed = (await this.#steps()) || (await this.#end());
      if (failed) await this.#cut(failed);
      return await this.#collect();
    } finally {
      for (const actor of this.#actors.values()) if (!actor.ended) actor.wiring.signal("SIGKILL");
      for (const peer of this.#stage.peers.values()) peer.destroy();
      this.#places.close();
      this.#stage.kept.close();
      // Nothing of this dialogue may go on after it, also where it broke.
      await Promise.allSettled([...[...this.#actors.values()].map(({ done }) => done), ...[...this.#stage.coming.values()].map((coming) => coming.stop())]);
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
    const late = [...this.#stage.peers, ...this.#places.inbound];
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
    const actor = await startActor({
      name: `${this.#plan.name}-${role}`,
      case: this.#plan.case,
      role,
      contract,
      plan,
      workload: this.#plan.workload,
      addresses: this.#places.addresses,
      folders: this.#folders,
    });
    this.#actors.set(role, actor);
    // What its engine compiled ahead is no time of the program.
    const since = watched();
    const known = new Set([...this.#places.addresses.values()].map(printAddress));
    const around: Surroundings = { since, before, look: this.#look, known, hasEnded: () => actor.wiring.hasEnded || actor.ended };
    this.#around.set(role, around);
    if (actor.awaited.length === 0) return {};
    const failure = await untilReady(actor.awaited, limitMs, around);
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
    this.#places.close();
    const left = this.#places.leftOf(await this.#look(), this.#host);
    const [[first, main] = [undefined, undefined], ...others] = [...observations];
    if (!first || !main) throw new Error("no program was started");
    const observation: Observation = {
      ...main,
      steps: this.#facts,
      ...(others.length > 0 ? { roles: Object.fromEntries(others) } : {}),
      ...(left.length > 0 ? { leftPorts: left } : {}),
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

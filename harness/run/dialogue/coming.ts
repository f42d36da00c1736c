import { isOverWithin, watched } from "../../host/clock.ts";
import { Bell } from "./bell.ts";
import { compareStart, progress, type Seen, silent } from "./seen.ts";

/** A response that comes while other steps go on. */
export class Coming {
  readonly #stop = new AbortController();
  readonly #bell = new Bell();
  readonly #parts: Buffer[] = [];
  #seen: Promise<Seen> | undefined;
  #over = false;

  /** Breaks the request off. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Takes a part of the body as it comes. */
  readonly take = (part: Buffer): void => {
    this.#parts.push(part);
    this.#bell.ring();
  };

  /** `seen` is what the request's own step sees, once its response is over. */
  follow(seen: Promise<Seen>): void {
    this.#seen = seen.finally(() => {
      this.#over = true;
      this.#bell.ring();
    });
  }

  /** The body must begin with this; what follows is for later. */
  async begins(expected: Buffer, limitMs: number): Promise<Seen> {
    const until = watched() + limitMs;
    for (;;) {
      const received = Buffer.concat(this.#parts);
      const bytes = received.length;
      const failure = compareStart(received, expected);
      if (failure) return { bytes, received, failure: { ...failure, detail: `body: ${failure.detail}` } };
      if (bytes >= expected.length) return { bytes: expected.length, received: received.subarray(0, expected.length) };
      if (this.#over) return this.#short(received, expected.length);
      if (watched() >= until) return { bytes, received, failure: silent(`no more than ${bytes} of ${expected.length} bytes of the body came`, limitMs) };
      await this.#bell.wait(until - watched());
    }
  }

  /** What the request's step saw; it must have its whole response within so many milliseconds. */
  async whole(limitMs: number): Promise<Seen> {
    const seen = this.#seen as Promise<Seen>;
    return (await isOverWithin(limitMs, [seen])) ? seen : { failure: silent("no whole response", limitMs) };
  }

  /** Breaks off what is still to come, and waits for that. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#seen;
  }

  async #short(received: Buffer, wanted: number): Promise<Seen> {
    const seen = (await this.#seen) as Seen;
    return seen.failure ? seen : { received, failure: { how: "closed", detail: `the response came to its end ${progress(received.length, wanted)}` } };
  }
}

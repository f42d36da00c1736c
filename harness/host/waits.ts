import { GatehouseError } from "../model/errors.ts";

/** Milliseconds that closing may take, and a run without a row to come: nothing that is healthy takes longer. */
export const closingMs = 10_000;

/** Something that is waited for, by the name that an error message gives it. */
export interface Wait {
  readonly what: string;
  readonly done: Promise<unknown>;
}

const stuck = (what: readonly string[], limitMs: number): GatehouseError =>
  new GatehouseError("run/stuck", `nothing is left to do, and after ${limitMs / 1000} s this is still waited for: ${what.join(", ")}`, {
    hint: "this is a fault of the harness: report it with this message; the journal is kept",
    exitCode: 3,
  });

/**
 * Waits for everything, at most so many milliseconds. Throws a GatehouseError with exit code 3 that names whatever did not come.
 * A wait that fails, fails this.
 */
export const waitFor = async (waits: readonly Wait[], limitMs = closingMs): Promise<void> => {
  const open = new Set(waits);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(stuck([...new Set([...open].map(({ what }) => what))], limitMs)), limitMs);
  });
  const all = Promise.all(
    waits.map(async (wait) => {
      await wait.done;
      open.delete(wait);
    }),
  );
  try {
    await Promise.race([all, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Notices a piece of work that has given everything it had to give and does not end. */
export class EndWatch {
  readonly #limitMs: number;
  #left: number;
  #timer: NodeJS.Timeout | undefined;
  readonly #late = Promise.withResolvers<never>();

  /** `pieces`: how much is to be given; the limit counts from the last one. */
  constructor(pieces: number, what: string, limitMs = closingMs) {
    this.#limitMs = limitMs;
    this.#left = pieces;
    this.#what = what;
    this.#late.promise.catch(() => {});
    if (pieces === 0) this.#begin();
  }

  readonly #what: string;

  /** One piece was given. */
  give(): void {
    this.#left--;
    if (this.#left === 0) this.#begin();
  }

  /** The work, or a GatehouseError where it does not end within the limit after the last piece. */
  async watch<T>(work: Promise<T>): Promise<T> {
    try {
      return await Promise.race([work, this.#late.promise]);
    } finally {
      clearTimeout(this.#timer);
    }
  }

  #begin(): void {
    this.#timer = setTimeout(() => this.#late.reject(stuck([this.#what], this.#limitMs)), this.#limitMs);
  }
}

import type { Told } from "./answers.ts";
import type { Program } from "./call.ts";
import type { Ask } from "./pair.ts";

/** What both lanes told of a program. */
export type Both = readonly [left: Told, right: Told];

interface Question {
  readonly program: Program;
  readonly alone: boolean;
  readonly answer: (both: Both | undefined) => void;
  readonly refuse: (error: unknown) => void;
}

/** How programs are asked about. */
interface AskedOptions {
  /** How many share a process. */
  readonly together: number;
  /** How many processes of each lane run at once. */
  readonly jobs: number;
  /** Whether nobody wants to know any more. */
  readonly stopped: () => boolean;
}

/** Asks two lanes about programs: those that are asked about meanwhile share a process. What was told is kept, for smaller programs come again and again. */
export class Asked {
  readonly #ask: readonly [Ask, Ask];
  readonly #options: AskedOptions;
  readonly #known = new Map<string, Promise<Both | undefined>>();
  #questions: Question[] = [];
  #running = 0;

  constructor(ask: readonly [Ask, Ask], options: AskedOptions) {
    this.#ask = ask;
    this.#options = options;
  }

  /** What both lanes tell of a program; undefined where nobody wants to know any more. */
  about(program: Program): Promise<Both | undefined> {
    const key = program.join("\n");
    const known = this.#known.get(key);
    if (known) return known;
    const own = this.#put(program, false);
    this.#known.set(key, own);
    return own;
  }

  /** The same of a program that runs alone, now. */
  alone(program: Program): Promise<Both | undefined> {
    return this.#put(program, true);
  }

  #put(program: Program, alone: boolean): Promise<Both | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<Both | undefined>();
    this.#questions.push({ program, alone, answer: resolve, refuse: reject });
    // Others ask in the same turn.
    setImmediate(() => this.#begin());
    return promise;
  }

  #begin(): void {
    while (this.#running < this.#options.jobs && this.#questions.length > 0) {
      const single = this.#questions.findIndex(({ alone }) => alone);
      const own = single >= 0 ? this.#questions.splice(single, 1) : this.#questions.splice(0, this.#options.together);
      this.#running++;
      this.#run(own)
        .catch((error: unknown) => {
          for (const { refuse } of own) refuse(error);
        })
        .finally(() => {
          this.#running--;
          this.#begin();
        });
    }
  }

  async #run(own: readonly Question[]): Promise<void> {
    const { stopped } = this.#options;
    const programs = own.map(({ program }) => program);
    const [left, right] = stopped() ? [[], []] : await Promise.all([this.#ask[0](programs), this.#ask[1](programs)]);
    for (const [index, question] of own.entries()) {
      const [one, other] = [left[index], right[index]];
      if (stopped()) question.answer(undefined);
      // A program that ends its process may be ended by what one before it has begun.
      else if (own.length > 1 && (one?.ended ?? other?.ended) !== undefined) this.#questions.push({ ...question, alone: true });
      else if (one && other) question.answer([one, other]);
      // Behind a program that ended its process nothing is told.
      else this.#questions.push(question);
    }
  }
}

import type { Told } from "./answers.ts";
import type { Program } from "./call.ts";
import type { Ask } from "./pair.ts";

/** What both lanes told of a program. */
export type Both = readonly [left: Told, right: Told];

/** Asks two lanes, and keeps what they told: smaller programs come again and again. */
export class Asked {
  readonly #ask: readonly [Ask, Ask];
  readonly #stopped: () => boolean;
  readonly #known = new Map<string, Both>();

  /** `stopped`: nobody wants to know any more; what is told then means nothing. */
  constructor(ask: readonly [Ask, Ask], stopped: () => boolean) {
    this.#ask = ask;
    this.#stopped = stopped;
  }

  /** What both lanes tell of each program, in order, as far as somebody wants to know. */
  async *of(programs: readonly Program[]): AsyncGenerator<readonly [Program, Both]> {
    const [left, right] = this.#ask;
    for (let at = 0; at < programs.length; ) {
      const program = programs[at] as Program;
      const known = this.#known.get(program.join("\n"));
      if (known) {
        at++;
        yield [program, known];
        continue;
      }
      const rest = programs.slice(at).filter((each) => !this.#known.has(each.join("\n")));
      const [one, other] = await Promise.all([left(rest), right(rest)]);
      if (this.#stopped()) return;
      for (let place = 0; place < Math.min(one.length, other.length); place++)
        this.#known.set((rest[place] as Program).join("\n"), [one[place] as Told, other[place] as Told]);
    }
  }

  /** What both tell of a program that runs alone; undefined where nobody wants to know any more. */
  async alone(program: Program): Promise<Both | undefined> {
    this.#known.delete(program.join("\n"));
    for await (const [, told] of this.of([program])) return told;
    return undefined;
  }
}

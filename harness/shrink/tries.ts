import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { ReadyCell, Workshop } from "../engine/workshop.ts";
import { digest } from "../host/digest.ts";
import { makeFolders } from "../host/files.ts";
import { removeTree } from "../host/tree.ts";
import { within } from "../model/contract.ts";
import type { Verdict } from "../model/generated/journal.ts";
import { signature } from "../model/signature.ts";
import { type Inputs, placeInputs } from "./inputs.ts";

/** What a cell runs: its program, and what that is given; undefined: as its workload has it, for somebody talks with the program. */
export interface Small {
  readonly wasm: Uint8Array;
  readonly inputs: Inputs | undefined;
}

/** What two failures have in common that are the same: the cause, and the words about it without offsets and sizes. Undefined where nothing failed. */
export const failureOf = (verdict: Verdict): string | undefined => (verdict.is === "fail" ? `${verdict.cause}: ${signature(verdict.detail)}` : undefined);

/** What came of a cell, and how long it took. */
interface Tried {
  readonly verdict: Verdict;
  readonly wallMs: number;
}

/** Runs cells of one program each, which are given another program and other inputs than their own. */
export class Tries {
  readonly #workshop: Workshop;
  readonly #folder: string;
  #count = 0;

  /** They are laid out below `folder`. */
  constructor(workshop: Workshop, folder: string) {
    this.#workshop = workshop;
    this.#folder = folder;
    makeFolders(folder);
  }

  /** How many programs ran. */
  get count(): number {
    return this.#count;
  }

  /** Runs a cell once as a smaller one, and judges it by its own contract; with at most so much time. */
  async run(own: ReadyCell, { wasm, inputs }: Small, mostMs: number): Promise<Tried> {
    const place = join(this.#folder, String(this.#count++));
    // What an engine says of a program has its file's name: it is that of every artifact.
    const file = join(place, basename(own.ready.programs[0].wasm));
    makeFolders(place);
    try {
      writeFileSync(file, wasm);
      const ready = inputs ? placeInputs(own.ready, inputs, join(place, "inputs")) : own.ready;
      const [program] = ready.programs;
      const as = { ...ready, programs: [{ ...program, wasm: file, artifact: digest(wasm) }] as const, case: within(ready.case, mostMs) };
      const { observations, verdict } = await this.#workshop.run(own, { as, through: (launcher) => launcher });
      return { verdict, wallMs: observations.reduce((sum, { wallMs }) => sum + wallMs, 0) };
    } finally {
      removeTree(place);
    }
  }
}

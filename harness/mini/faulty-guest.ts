import { join } from "node:path";

/** A call of a guest, as a fault's function answers it. */
export type Run = (call: unknown) => unknown;
type Host = Readonly<Record<string, (...args: number[]) => number>>;

interface Module {
  readonly strikeModule: (
    fault: { readonly on: string; readonly run: Run },
    imports: { readonly wasi_snapshot_preview1: Host },
    memory: () => { readonly buffer: ArrayBuffer },
    strike: (error?: Error) => void,
  ) => { readonly wasi_snapshot_preview1: Host };
}
interface Component {
  readonly strikeComponent: (fault: { readonly on: string; readonly run: Run }, strike: () => void) => (name: string, args: unknown[], call: Call) => unknown;
}
type Call = (args?: unknown[]) => unknown;

/** A module of the faulty host: scripts have no types. */
export const load = async <T>(name: string): Promise<T> => (await import(join(import.meta.dirname, "../runtimes/faulty", `${name}.mjs`))) as T;

const { strikeModule } = await load<Module>("module-fault");
const { strikeComponent } = await load<Component>("component-fault");

/** A guest of preview 1 with one fault in its host: its memory, and how often the fault struck. */
export class Guest {
  readonly memory = { buffer: new ArrayBuffer(65_536) };
  readonly view = new DataView(this.memory.buffer);
  strikes = 0;
  readonly #functions: Host;

  constructor(on: string, run: Run, host: (guest: Guest) => Host) {
    const imports = { wasi_snapshot_preview1: host(this) };
    this.#functions = strikeModule(
      { on, run },
      imports,
      () => this.memory,
      () => this.strikes++,
    ).wasi_snapshot_preview1;
  }

  call(name: string, ...args: number[]): number {
    return (this.#functions[name] as (...words: number[]) => number)(...args);
  }

  bytes(at: number, length: number): number[] {
    return [...new Uint8Array(this.memory.buffer, at, length)];
  }

  put(at: number, bytes: readonly number[] | string): void {
    new Uint8Array(this.memory.buffer).set(typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes, at);
  }

  /** Buffers at an address, as `iovs` names them. */
  putBuffers(at: number, buffers: readonly (readonly [buf: number, length: number])[]): void {
    buffers.flat().forEach((value, index) => {
      this.view.setUint32(at + 4 * index, value, true);
    });
  }
}

/** Calls of a component with one fault in its host; `strikes` counts how often it struck. */
export const componentWith = (run: Run) => {
  const told = { strikes: 0 };
  const around = strikeComponent({ on: "f", run }, () => told.strikes++);
  return {
    told,
    /** Calls the function with a result, or with an error that it throws. */
    call: (own: (...args: never[]) => unknown, ...args: unknown[]): unknown => around("f", args, (others = args) => own(...(others as never[]))),
    other: (own: () => unknown): unknown => around("g", [], own),
  };
};

import { kindOf, Reader, WasmError } from "../build/wasm.ts";

interface Section {
  readonly id: number;
  readonly bytes: Uint8Array;
}

/** A segment of data: what says where it goes, and the bytes that go there. */
interface Segment {
  readonly head: Uint8Array;
  readonly bytes: Uint8Array;
}

/** A core module, in the parts that can be made smaller one by one. */
export interface Parts {
  /** All of them, in order; those of code and data hold nothing here. */
  readonly sections: readonly Section[];
  /** The body of each function that is no import. */
  readonly bodies: readonly Uint8Array[];
  readonly segments: readonly Segment[];
  /** The body that returns zeros, of each of these functions; undefined where a type has none. */
  readonly zeros: readonly (Uint8Array | undefined)[];
}

const ids = { custom: 0, type: 1, function: 3, code: 10, data: 11 } as const;

/** The body of a function that traps. */
export const trapping: Uint8Array = Uint8Array.of(0, 0x00, 0x0b);

// By type of a result: the instruction that gives its zero.
const zeroOf = new Map<number, readonly number[]>([
  [0x7f, [0x41, 0]],
  [0x7e, [0x42, 0]],
  [0x7d, [0x43, ...Array<number>(4).fill(0)]],
  [0x7c, [0x44, ...Array<number>(8).fill(0)]],
  [0x7b, [0xfd, 0x0c, ...Array<number>(16).fill(0)]],
  [0x70, [0xd0, 0x70]],
  [0x6f, [0xd0, 0x6f]],
]);

const functionForm = 0x60;

const readTypes = (reader: Reader): (readonly number[])[] => {
  const types: (readonly number[])[] = [];
  const values = (): number[] => {
    const found: number[] = [];
    reader.each(() => {
      const type = reader.byte();
      // A reference to a type of the module has no zero that is always right.
      if (type === 0x63 || type === 0x64) reader.number();
      found.push(type);
    });
    return found;
  };
  reader.each(() => {
    if (reader.byte() !== functionForm) throw new WasmError("a type that is no function's");
    values();
    types.push(values());
  });
  return types;
};

// A module with other types than functions' has no zeros: nothing here has to know them.
const zeroBodies = (types: Reader | undefined, functions: readonly number[]): (Uint8Array | undefined)[] => {
  try {
    const results = types ? readTypes(types) : [];
    return functions.map((type) => {
      const zeros = (results[type] ?? []).map((each) => zeroOf.get(each));
      return zeros.every((each) => each !== undefined) ? Uint8Array.of(0, ...zeros.flat(), 0x0b) : undefined;
    });
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    return functions.map(() => undefined);
  }
};

// https://webassembly.github.io/spec/core/valid/instructions.html#constant-expressions
const skipConstant = (reader: Reader): void => {
  for (let code = reader.byte(); code !== 0x0b; code = reader.byte()) {
    if (code === 0x41 || code === 0x42 || code === 0x23) reader.number();
    else if (code === 0x43) reader.take(4);
    else if (code === 0x44) reader.take(8);
    else if (!((code >= 0x6a && code <= 0x6c) || (code >= 0x7c && code <= 0x7e))) throw new WasmError(`a constant by instruction ${code}`);
  }
};

const readSegment = (reader: Reader, bytes: Uint8Array): Segment => {
  const from = reader.at;
  const mode = reader.number();
  if (mode === 2) reader.number();
  if (mode !== 1) skipConstant(reader);
  const head = bytes.subarray(from, reader.at);
  return { head, bytes: reader.take(reader.number()).rest() };
};

/** Takes a core module apart. Throws a WasmError where it is none, or is cut off. */
export const readParts = (bytes: Uint8Array): Parts => {
  if (kindOf(bytes) !== "module") throw new WasmError("no core module");
  const sections: Section[] = [];
  const bodies: Uint8Array[] = [];
  const segments: Segment[] = [];
  const functions: number[] = [];
  let types: Reader | undefined;
  const reader = new Reader(bytes, 8, bytes.length);
  while (!reader.done) {
    const id = reader.byte();
    const section = reader.take(reader.number());
    const isParted = id === ids.code || id === ids.data;
    sections.push({ id, bytes: isParted ? new Uint8Array() : section.rest() });
    if (id === ids.type) types = section;
    else if (id === ids.function) section.each(() => functions.push(section.number()));
    else if (id === ids.code) section.each(() => bodies.push(section.take(section.number()).rest()));
    else if (id === ids.data) section.each(() => segments.push(readSegment(section, bytes)));
  }
  if (functions.length !== bodies.length) throw new WasmError("functions and their bodies are not as many");
  return { sections, bodies, segments, zeros: zeroBodies(types, functions) };
};

const number = (value: number): number[] => {
  const [low, rest] = [value % 0x80, Math.floor(value / 0x80)];
  return rest === 0 ? [low] : [low | 0x80, ...number(rest)];
};

const sized = (bytes: Uint8Array): Uint8Array[] => [Uint8Array.from(number(bytes.length)), bytes];

const listed = (items: readonly (readonly Uint8Array[])[]): Uint8Array => Buffer.concat([Uint8Array.from(number(items.length)), ...items.flat()]);

/** Puts a module together again. */
export const writeParts = ({ sections, bodies, segments }: Parts): Uint8Array => {
  const contentOf = ({ id, bytes }: Section): Uint8Array => {
    if (id === ids.code) return listed(bodies.map(sized));
    return id === ids.data ? listed(segments.map((segment) => [segment.head, ...sized(segment.bytes)])) : bytes;
  };
  const header = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  return Buffer.concat([header, ...sections.flatMap((section) => [Uint8Array.of(section.id), ...sized(contentOf(section))])]);
};

/** The same module without what no engine needs: names, and notes of its compiler. */
export const withoutCustom = (parts: Parts): Parts => ({ ...parts, sections: parts.sections.filter(({ id }) => id !== ids.custom) });

/** The same module, in which some functions have another body. */
export const withBodies = (parts: Parts, some: ReadonlySet<number>, body: (index: number) => Uint8Array | undefined): Parts => ({
  ...parts,
  bodies: parts.bodies.map((own, index) => (some.has(index) ? (body(index) ?? own) : own)),
});

/** The same module, in which some segments of data are empty. */
export const withoutData = (parts: Parts, some: ReadonlySet<number>): Parts => ({
  ...parts,
  segments: parts.segments.map((own, index) => (some.has(index) ? { ...own, bytes: new Uint8Array() } : own)),
});

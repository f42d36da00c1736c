/** What a wasm binary says of itself. */
export interface WasmFacts {
  readonly kind: "module" | "component";
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  /** `processed-by` and `language` entries of the producers section, e.g. `clang 22.1.8`. */
  readonly producers: readonly string[];
  /** What its code takes of an engine beyond the first release of WebAssembly, as its compiler says, sorted: e.g. `simd128`. */
  readonly features: readonly string[];
  /** Whether a module in it has tags, which only exceptions take: no engine without them compiles it. */
  readonly tags: boolean;
}

/** The bytes are not a whole wasm binary. */
export class WasmError extends Error {}

/** Reads the numbers, names and parts of a wasm binary, and never past its end. */
export class Reader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  at: number;

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.#bytes = bytes;
    this.at = at;
    this.#end = end;
  }

  get done(): boolean {
    return this.at >= this.#end;
  }

  byte(): number {
    if (this.at >= this.#end) throw new WasmError(`cut off at byte ${this.at}`);
    return this.#bytes[this.at++] as number;
  }

  // LEB128, at most 64 bits; sizes above 2^53 cannot be true of a file that was read.
  number(): number {
    let result = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.byte();
      result += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return result;
    }
    throw new WasmError(`a number without end at byte ${this.at}`);
  }

  take(length: number): Reader {
    const end = this.at + length;
    if (end > this.#end) throw new WasmError(`cut off: ${end - this.#end} bytes are missing at byte ${this.at}`);
    const part = new Reader(this.#bytes, this.at, end);
    this.at = end;
    return part;
  }

  rest(): Uint8Array {
    return this.#bytes.subarray(this.at, this.#end);
  }

  name(): string {
    const part = this.take(this.number());
    return new TextDecoder().decode(this.#bytes.subarray(part.at, part.#end));
  }

  /** Every item takes a byte or more: a count that is not true ends with the bytes. */
  each(read: () => void): void {
    const count = this.number();
    for (let index = 0; index < count; index++) read();
  }
}

const limits = (reader: Reader): void => {
  const flags = reader.number();
  reader.number();
  if (flags & 1) reader.number();
  if (flags & 8) reader.number();
};

const valueType = (reader: Reader): void => {
  const byte = reader.byte();
  if (byte === 0x63 || byte === 0x64) reader.number();
};

// https://webassembly.github.io/spec/core/binary/modules.html#import-section
const moduleImport = (reader: Reader): string => {
  const from = reader.name();
  const name = reader.name();
  const kind = reader.byte();
  if (kind === 0) reader.number();
  else if (kind === 1) {
    valueType(reader);
    limits(reader);
  } else if (kind === 2) limits(reader);
  else if (kind === 3) {
    valueType(reader);
    reader.byte();
  } else if (kind === 4) {
    reader.byte();
    reader.number();
  } else throw new WasmError(`an import of unknown kind ${kind}`);
  return `${from}#${name}`;
};

const moduleExport = (reader: Reader): string => {
  const name = reader.name();
  reader.byte();
  reader.number();
  return name;
};

const externName = (reader: Reader): string => {
  const form = reader.byte();
  if (form > 2) throw new WasmError(`a name of unknown form ${form}`);
  const name = reader.name();
  if (form === 2) throw new WasmError("names with options are not read yet");
  return name;
};

// https://github.com/WebAssembly/component-model/blob/main/design/mvp/Binary.md#import-and-export-definitions
const externDescription = (reader: Reader): void => {
  const sort = reader.byte();
  if (sort === 0) {
    reader.byte();
    reader.number();
  } else if (sort === 3) {
    if (reader.byte() === 0) reader.number();
  } else if (sort === 2) {
    reader.byte();
    reader.number();
  } else reader.number();
};

const componentImport = (reader: Reader): string => {
  const name = externName(reader);
  externDescription(reader);
  return name;
};

const componentExport = (reader: Reader): string => {
  const name = externName(reader);
  const sort = reader.byte();
  if (sort === 0) reader.byte();
  reader.number();
  if (reader.byte() === 1) externDescription(reader);
  return name;
};

// https://github.com/WebAssembly/tool-conventions/blob/main/ProducersSection.md
const readProducers = (reader: Reader): string[] => {
  const found: string[] = [];
  reader.each(() => {
    const field = reader.name();
    reader.each(() => {
      const value = `${reader.name()} ${reader.name()}`.trim();
      if (field !== "sdk") found.push(value);
    });
  });
  return found;
};

// https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md#target-features-section
const used = "+".charCodeAt(0);
const readFeatures = (reader: Reader): string[] => {
  const found: string[] = [];
  reader.each(() => {
    const prefix = reader.byte();
    const name = reader.name();
    if (prefix === used) found.push(name);
  });
  return found;
};

const moduleHeader = "0061736d01000000";
const componentHeader = "0061736d0d000100";

/** What the header of some bytes says that they are; undefined where they are no wasm binary. */
export const kindOf = (bytes: Uint8Array): WasmFacts["kind"] | undefined => {
  const header = headerOf(bytes);
  return header === componentHeader ? "component" : header === moduleHeader ? "module" : undefined;
};

/**
 * Reads imports, exports, producers and features of a core module or of a component, without compiling it.
 * Throws a WasmError where the bytes are cut off or no wasm binary at all.
 */
export const readWasm = (bytes: Uint8Array): WasmFacts => {
  const kind = kindOf(bytes);
  if (kind === undefined) throw new WasmError(bytes.length < 8 ? "cut off in its header" : "not a wasm binary (wrong magic or version)");
  return readSections(bytes, kind === "component");
};

// What stands as a module inside a component is no component again, so that no depth of nesting can be asked for.
const readModule = (bytes: Uint8Array): WasmFacts => {
  if (headerOf(bytes) !== moduleHeader) throw new WasmError("what a component holds as a module is none");
  return readSections(bytes, false);
};

const headerOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 8)).toString("hex");

// What is wrong in a custom section makes no module wrong: https://webassembly.github.io/spec/core/binary/modules.html#custom-section
const custom = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (error instanceof WasmError) return undefined;
    throw error;
  }
};

const readSections = (bytes: Uint8Array, component: boolean): WasmFacts => {
  const facts = { imports: [] as string[], exports: [] as string[], producers: [] as string[] };
  const features = new Set<string>();
  let tags = false;
  const reader = new Reader(bytes, 8, bytes.length);
  while (!reader.done) {
    const id = reader.byte();
    const section = reader.take(reader.number());
    if (id === 0) {
      const name = section.name();
      if (name === "producers") facts.producers.push(...(custom(() => readProducers(section)) ?? []));
      else if (name === "target_features") for (const feature of custom(() => readFeatures(section)) ?? []) features.add(feature);
    } else if (component) {
      if (id === 1) {
        const own = readModule(section.rest());
        for (const feature of own.features) features.add(feature);
        tags ||= own.tags;
      } else if (id === 10) section.each(() => facts.imports.push(componentImport(section)));
      else if (id === 11) section.each(() => facts.exports.push(componentExport(section)));
    } else if (id === 13) tags = true;
    else if (id === 2) section.each(() => facts.imports.push(moduleImport(section)));
    else if (id === 7) section.each(() => facts.exports.push(moduleExport(section)));
  }
  return { kind: component ? "component" : "module", ...facts, features: [...features].sort(), tags };
};

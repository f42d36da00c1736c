/** A section of a wasm binary, by its number. */
interface Section {
  readonly id: number;
  readonly body: Buffer;
}

const core = { custom: 0, exports: 7, start: 8 } as const;
const component = { module: 1, component: 4, start: 9, exports: 11 } as const;

const headBytes = 8;
const isComponent = (bytes: Buffer): boolean => bytes[6] === 1;

class Malformed extends Error {}

// LEB128 of 32 bits; gives the number and where it ends.
const readNumber = (bytes: Buffer, at: number): readonly [number, number] => {
  let result = 0;
  for (let index = 0; index < 5; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) break;
    result += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return [result, at + index + 1];
  }
  throw new Malformed("no number");
};

const number = (value: number): Buffer => {
  const bytes: number[] = [];
  for (let rest = value; bytes.length === 0 || rest > 0; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | (rest >= 128 ? 0x80 : 0));
  return Buffer.from(bytes);
};

const vector = (bytes: Buffer): Buffer => Buffer.concat([number(bytes.length), bytes]);
const join = (sections: readonly Section[]): Buffer => Buffer.concat(sections.flatMap(({ id, body }) => [Buffer.from([id]), vector(body)]));

const split = (bytes: Buffer, from: number): Section[] => {
  const sections: Section[] = [];
  for (let at = from; at < bytes.length; ) {
    const [size, start] = readNumber(bytes, at + 1);
    if (start + size > bytes.length) throw new Malformed("cut off");
    sections.push({ id: bytes[at] as number, body: bytes.subarray(start, start + size) });
    at = start + size;
  }
  return sections;
};

const prefix = vector(Buffer.from("name"));
const isNames = ({ id, body }: Section): boolean => id === core.custom && body.subarray(0, prefix.length).equals(prefix);

/** What to make of the sections of a module; `nested`: it stands in a component. */
type Edit = (sections: readonly Section[], nested: boolean) => readonly Section[];

const rewrite = (bytes: Buffer, edit: Edit, editComponent: Edit, nested = false): Buffer => {
  const head = bytes.subarray(0, headBytes);
  const sections = split(bytes, headBytes);
  if (!isComponent(bytes)) return Buffer.concat([head, join(edit(sections, nested))]);
  const inner = sections.map(({ id, body }) => ({
    id,
    body: id === component.module || id === component.component ? rewrite(body, edit, editComponent, true) : body,
  }));
  return Buffer.concat([head, join(editComponent(inner, nested))]);
};

const whole = <T>(make: () => T): T | undefined => {
  try {
    return make();
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
};

const entries: ReadonlySet<string> = new Set(["_start", "_initialize"]);

// An engine also calls what is exported by an empty name; there is no other of the same length.
const renameEntries = (body: Buffer): Buffer => {
  const own = Buffer.from(body);
  let [count, at] = readNumber(own, 0);
  for (; count > 0; count--) {
    const [length, start] = readNumber(own, at);
    if (length === 0) throw new Malformed("an export without a name");
    if (entries.has(own.toString("latin1", start, start + length))) own[start] = ".".charCodeAt(0);
    [, at] = readNumber(own, start + length + 1);
  }
  return own;
};

const run = "wasi:cli/run@";
const silentRun = "wasi:cli/ran@";

/**
 * The artifact with nothing that an engine would run: it compiles, links and starts as the artifact does, and no code of the guest
 * ever runs, so that all that is said is the engine's own. Undefined where that cannot be made of it.
 */
export const mute = (wasm: Buffer): Buffer | undefined =>
  whole(() =>
    rewrite(
      wasm,
      (sections, nested) =>
        sections
          .filter(({ id }) => id !== core.start)
          .map((section) => (section.id === core.exports && !nested ? { id: section.id, body: renameEntries(section.body) } : section)),
      (sections, nested) =>
        sections
          .filter(({ id }) => id !== component.start)
          .map((section) =>
            section.id === component.exports && !nested
              ? { id: section.id, body: Buffer.from(section.body.toString("latin1").replaceAll(run, silentRun), "latin1") }
              : section,
          ),
    ),
  );

/** The artifact with a name for each of its modules, which stands in the traces of engines and which its code cannot know; undefined where it is malformed. */
export const named = (wasm: Buffer, name: string): Buffer | undefined => {
  const own = { id: 0, body: vector(Buffer.from(name)) };
  const rename: Edit = (sections) => {
    const names = sections.find(isNames);
    const others = names ? split(names.body, prefix.length).filter(({ id }) => id !== 0) : [];
    return [...sections.filter((section) => section !== names), { id: core.custom, body: Buffer.concat([prefix, join([own, ...others])]) }];
  };
  return whole(() => rewrite(wasm, rename, (sections) => sections));
};

/** All that a module's names say, as bytes; undefined for what is no whole module. */
export const namesOf = (wasm: Buffer): Buffer | undefined =>
  whole(() => (isComponent(wasm) ? undefined : Buffer.concat(split(wasm, headBytes).flatMap((section) => (isNames(section) ? section.body : [])))));

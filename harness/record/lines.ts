import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { digestAfter } from "../host/digest.ts";
import { makeFolders } from "../host/files.ts";
import { mismatch, type SchemaName } from "../host/schemas.ts";
import { GatehouseError } from "../model/errors.ts";
import { chainStart, goesOn, type Sealed, seal, sealAll, unseal } from "./chain.ts";
import { unpack } from "./packed.ts";

/** A form of file with one JSON value a line: the schema of its lines, and how errors speak of it. */
export interface LineForm {
  readonly schema: SchemaName;
  /** How a sentence calls the file, as in `the journal`. */
  readonly what: string;
  /** What to do about a file that was changed, about one that cannot be read, and about one that found no room on the disk. */
  readonly hint: string;
  readonly missing: string;
  /** The format that its header names, and what to do about a file of an earlier one. */
  readonly format: number;
  readonly renew: string;
  readonly again?: string;
  /** The size in bytes that no such file exceeds. */
  readonly largest?: number;
}

/** An error in such a file; its code begins with the name of the schema, as in `journal/syntax`. */
export const faultIn = (
  form: LineForm,
  code: string,
  message: string,
  { file, line, path, hint = form.hint }: { readonly file: string; readonly line?: number; readonly path?: string; readonly hint?: string },
): GatehouseError => {
  const place = { file, ...(line === undefined ? {} : { line }), ...(path ? { path } : {}) };
  return new GatehouseError(`${form.schema}/${code}`, message, { hint, place });
};

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lineEnd = 0x0a;
const chunkBytes = 1 << 20;
const longestLine = 16 << 20;

/** Fills a buffer as far as there is content, and says how many bytes it took: none at the end. */
type Read = (into: Buffer) => number;

// Hands over each whole line of a content without its end. A file may be larger than a buffer can be.
const eachLine = (read: Read, take: (bytes: Buffer, number: number) => void): { whole: number; rest: Buffer; lines: number } => {
  let rest: Buffer = Buffer.alloc(0);
  let [whole, lines] = [0, 0];
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const count = read(chunk);
    if (count === 0) return { whole, rest, lines };
    if (rest.length > longestLine) throw new RangeError(`line ${lines + 1} has more than ${longestLine} bytes`);
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, count)]) : chunk.subarray(0, count);
    let start = 0;
    // The rest of the chunk before has no line end in it.
    for (let end = bytes.indexOf(lineEnd, rest.length); end >= 0; end = bytes.indexOf(lineEnd, start)) {
      take(bytes.subarray(start, end), ++lines);
      whole += end + 1 - start;
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
};

const toValue = (form: LineForm, text: string | undefined, file: string, line: number): unknown => {
  try {
    return JSON.parse(text as string);
  } catch {
    throw faultIn(form, "syntax", "this line is not JSON in UTF-8", { file, line });
  }
};

const toUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
};

// A line of before lines had a digest says so; any other was changed.
const unsealed = (form: LineForm, bytes: Buffer, file: string, line: number): GatehouseError => {
  const value = toValue(form, toUtf8(bytes), file, line) as { readonly format?: unknown } | null;
  if (line > 1 || typeof value?.format !== "number" || value.format >= form.format)
    return faultIn(form, "chain", "this line has no running digest at its end", { file, line });
  const message = `${form.what} has format ${value.format}, of before each line had a running digest`;
  return faultIn(form, "format", message, { file, line, hint: form.renew });
};

const parse = (form: LineForm, bytes: Buffer, before: string, file: string, line: number): { value: unknown; text: string; chain: string } => {
  const sealed = unseal(bytes);
  if (!sealed) throw unsealed(form, bytes, file, line);
  const { body, chain } = sealed;
  if (digestAfter(before, body) !== chain)
    throw faultIn(form, "chain", "this line was changed, or a line was added, dropped or moved before it: the running digest is another", { file, line });
  const text = `${toUtf8(body)}}`;
  const value = toValue(form, text, file, line);
  const found = mismatch(form.schema, value);
  if (!found) return { value, text, chain };
  throw faultIn(form, "schema", `expected ${found.expected}; found ${found.actual}`, { file, line, path: `/${found.path.join("/")}`, hint: found.hint });
};

/** What a file of lines holds besides its lines. */
export interface LinesRead {
  /** Size of all whole lines, and of the file, in bytes. */
  readonly wholeBytes: number;
  readonly size: number;
  /** Whether the last line has no end: it was being written when its writer was killed. It was not handed over. */
  readonly torn: boolean;
  /** The digest of the last whole line, which the next one follows. */
  readonly chain: string;
}

const linesOf = <Line>(form: LineForm, path: string, read: Read, take: (line: Line, text: string, number: number) => void): LinesRead => {
  let chain = chainStart(form.schema);
  const { whole, rest, lines } = eachLine(read, (bytes, number) => {
    const parsed = parse(form, bytes, chain, path, number);
    chain = parsed.chain;
    take(parsed.value as Line, parsed.text, number);
  });
  if (goesOn(rest)) throw faultIn(form, "chain", "this line was changed: it goes on after its running digest", { file: path, line: lines + 1 });
  return { wholeBytes: whole, size: whole + rest.length, torn: rest.length > 0, chain };
};

const tooLarge = (form: LineForm, path: string, size: number | undefined): GatehouseError => {
  const told = size === undefined ? "this one has more" : `this one has ${size}`;
  return faultIn(form, "too-large", `${form.what} may have at most ${form.largest} bytes; ${told}`, { file: path });
};

/** What `use` gives of a file of a form. What the system says of it, and what `use` cannot read, is a GatehouseError. */
const usingFile = <T>(form: LineForm, path: string, use: (file: number) => T): T => {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const { size } = fstatSync(file);
    if (size > (form.largest ?? size)) throw tooLarge(form, path, size);
    return use(file);
  } catch (error) {
    if (error instanceof GatehouseError) throw error;
    throw faultIn(form, "unreadable", `${form.what} cannot be read: ${(error as Error).message}`, { file: path, hint: form.missing });
  } finally {
    if (file !== undefined) closeSync(file);
  }
};

/**
 * Hands over every whole line of a file, held against the digest of all lines before it and the schema of its form, with
 * its text without that digest and its number from 1.
 * A file that cannot be read, that is too large, or that has a wrong line is a GatehouseError with file and line.
 */
export const readLines = <Line>(form: LineForm, path: string, take: (line: Line, text: string, number: number) => void): LinesRead =>
  usingFile(form, path, (file) => linesOf(form, path, (into) => readSync(file, into, 0, into.length, null), take));

/** The content of a packed file of a form, which may be as large as the form says. Throws a GatehouseError as `readLines` does. */
export const readPacked = (form: LineForm & { readonly largest: number }, path: string): Buffer => {
  const content = usingFile(form, path, (file) => unpack(readFileSync(file), form.largest));
  if (content === "too-large") throw tooLarge(form, path, undefined);
  if (content === "changed") throw faultIn(form, "packed", "its bytes are not those that were written: the file was changed or cut off", { file: path });
  return content;
};

/** Hands over every whole line of a content, as `readLines` does of a file; `path` names it in errors. */
export const readContent = <Line>(form: LineForm, path: string, content: Uint8Array, take: (line: Line, text: string, number: number) => void): LinesRead => {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  let at = 0;
  const read: Read = (into) => {
    const count = bytes.copy(into, 0, at);
    at += count;
    return count;
  };
  return linesOf(form, path, read, take);
};

const toJson = (form: LineForm, line: { readonly kind: string }): string => {
  const found = mismatch(form.schema, line);
  if (!found) return JSON.stringify(line);
  const message = `a ${line.kind} line is not as the schema says: /${found.path.join("/")}: expected ${found.expected}, found ${found.actual}`;
  throw new GatehouseError(`${form.schema}/invalid`, message, { hint: "this is a fault of the harness: report it with this message", exitCode: 3 });
};

/** Lines as the text of their file, and the digest that the next line follows. Throws a GatehouseError, a fault of the harness, where one is not as its schema says. */
export const toText = (form: LineForm, lines: readonly { readonly kind: string }[]): Sealed =>
  sealAll(
    form.schema,
    lines.map((line) => toJson(form, line)),
  );

/** A file of lines that grows. A line that was appended outlives the harness; after `close` it outlives the machine. */
export class LineFile<Line extends { readonly kind: string }> {
  readonly #form: LineForm;
  readonly #file: number;
  readonly #path: string;
  #size: number;
  #chain: string;

  /** Opens a file to append to: a new one, or one whose last line has the digest `after`. */
  constructor(form: LineForm, path: string, after?: string) {
    makeFolders(dirname(path));
    this.#form = form;
    this.#path = path;
    this.#file = openSync(path, after === undefined ? "ax" : "a");
    this.#size = fstatSync(this.#file).size;
    this.#chain = after ?? chainStart(form.schema);
  }

  /** Appends one line, whole. Throws a GatehouseError where it does not fit its schema or the disk does not take it; then nothing of it is there. */
  append(line: Line): void {
    const { text, chain } = seal(this.#chain, toJson(this.#form, line));
    const bytes = Buffer.from(`${text}\n`);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    } catch (error) {
      ftruncateSync(this.#file, this.#size);
      throw new GatehouseError(`${this.#form.schema}/write`, `${this.#form.what} cannot be written: ${(error as Error).message}`, {
        hint: `make room on the disk, then ${this.#form.again ?? "try again"}; the lines before are kept`,
        place: { file: this.#path },
        exitCode: 3,
        cause: error,
      });
    }
    this.#size += bytes.length;
    this.#chain = chain;
  }

  /** Ends the file; afterwards it is on the disk. */
  close(): void {
    fsyncSync(this.#file);
    closeSync(this.#file);
  }
}

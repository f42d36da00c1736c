import { digestAfter } from "../host/digest.ts";
import type { SchemaName } from "../host/schemas.ts";

// A digest at the end of a line, of a size that is always the same, can be cut off without reading the line.
const [open, close] = [',"chain":"', '"}'];
const sealBytes = open.length + "sha256:".length + 64 + close.length;
const seals = /,"chain":"sha256:[0-9a-f]{64}"\}/;

/** What the first line of a file follows: nothing but the kind of the file. */
export const chainStart = (schema: SchemaName): string => schema;

/** A line with its place in a chain. */
export interface Sealed {
  readonly text: string;
  /** The digest that the next line follows. */
  readonly chain: string;
}

/** The JSON of an object with a running digest as its last key: of the digest before, and of all bytes up to that key. */
export const seal = (before: string, json: string): Sealed => {
  const body = json.slice(0, -1);
  const chain = digestAfter(before, body);
  return { text: body + open + chain + close, chain };
};

/** Texts of lines, each sealed after the one before, with line ends. */
export const sealAll = (schema: SchemaName, lines: readonly string[]): Sealed => {
  let chain = chainStart(schema);
  const texts = lines.map((json) => {
    const line = seal(chain, json);
    chain = line.chain;
    return `${line.text}\n`;
  });
  return { text: texts.join(""), chain };
};

/** The lines of a file with digests that fit them, in the place of those that they have: for files that are written by hand. A line that is no object stays. */
export const sealAnew = (schema: SchemaName, text: string): string => {
  let chain = chainStart(schema);
  const lines = text.split("\n").map((line, index, all) => {
    if (!line.endsWith("}") || index === all.length - 1) return line;
    const sealed = seal(chain, line.replace(seals, "}"));
    chain = sealed.chain;
    return sealed.text;
  });
  return lines.join("\n");
};

/** The bytes of a line up to its digest, and that digest; undefined where there is none. Whether it is right is not known yet. */
export const unseal = (bytes: Buffer): { readonly body: Buffer; readonly chain: string } | undefined => {
  const [body, end] = [bytes.subarray(0, -sealBytes), bytes.subarray(-sealBytes).toString("latin1")];
  return bytes.length > sealBytes && seals.test(end) ? { body, chain: end.slice(open.length, -close.length) } : undefined;
};

/** Whether a line goes on after its digest, which no writer that is killed leaves. */
export const goesOn = (bytes: Buffer): boolean => {
  const at = bytes.toString("latin1").search(seals);
  return at >= 0 && at + sealBytes < bytes.length;
};

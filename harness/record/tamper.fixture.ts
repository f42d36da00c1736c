import fc from "fast-check";

/** A file of lines that was tampered with, and the first line of it that is not as it was. */
export interface Tampered {
  readonly bytes: Buffer;
  readonly line: number;
}

const changed = (bytes: Buffer, at: number, mask: number): Tampered => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] as number) ^ mask;
  return { bytes: copy, line: bytes.subarray(0, at).toString("latin1").split("\n").length };
};

/** Every way to tamper with a whole file of lines, once: a byte changed, a line dropped (not the last), doubled, or swapped with the next. */
export const tampering = (text: string): fc.Arbitrary<Tampered> => {
  const bytes = Buffer.from(text);
  const lines = text.trimEnd().split("\n");
  const join = (of: readonly string[]): Buffer => Buffer.from(`${of.join("\n")}\n`);
  const inner = fc.nat({ max: lines.length - 2 });
  return fc.oneof(
    { weight: 7, arbitrary: fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => changed(bytes, at, mask)) },
    inner.map((at) => ({ bytes: join(lines.toSpliced(at, 1)), line: at + 1 })),
    fc.nat({ max: lines.length - 1 }).map((at) => ({ bytes: join(lines.toSpliced(at, 0, lines[at] as string)), line: at + 2 })),
    inner.map((at) => ({ bytes: join(lines.toSpliced(at, 2, lines[at + 1] as string, lines[at] as string)), line: at + 1 })),
  );
};

import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { digest } from "../host/digest.ts";

// The header of a gzip file (RFC 1952): deflate, a comment, no time, the best compression, no system. The comment is the digest of
// all bytes after it, for gzip's own sum leaves out its header, and the bits between the end of its data and the next byte.
const header = Buffer.of(0x1f, 0x8b, 0x08, 0x10, 0, 0, 0, 0, 0x02, 0xff);
const commentBytes = digest("").length + 1;
const trailerBytes = 8;

const trailerOf = (content: Uint8Array): Buffer => {
  const trailer = Buffer.alloc(trailerBytes);
  trailer.writeUInt32LE(crc32(content), 0);
  trailer.writeUInt32LE(content.length % 2 ** 32, 4);
  return trailer;
};

/** How the name of a packed file of lines ends. */
export const packedEnding = ".ndjson.gz";

/** A text as a gzip file, which `zcat` reads, with the digest of its compressed bytes as its comment. */
export const pack = (text: string | Uint8Array): Buffer => {
  const content = Buffer.from(text);
  const rest = Buffer.concat([deflateRawSync(content, { level: 9 }), trailerOf(content)]);
  return Buffer.concat([header, Buffer.from(`${digest(rest)}\0`, "latin1"), rest]);
};

/**
 * The content of a file that `pack` made, or why there is none: any byte of it was changed, or some are missing. More bytes than
 * `largest` are not unpacked.
 */
export const unpack = (bytes: Buffer, largest: number): Buffer | "changed" | "too-large" => {
  const start = header.length + commentBytes;
  const rest = bytes.subarray(start);
  const isWhole = bytes.length >= start + trailerBytes && bytes.subarray(0, header.length).equals(header);
  if (!isWhole || bytes.toString("latin1", header.length, start) !== `${digest(rest)}\0`) return "changed";
  try {
    const content = inflateRawSync(rest.subarray(0, -trailerBytes), { maxOutputLength: largest });
    return trailerOf(content).equals(rest.subarray(-trailerBytes)) ? content : "changed";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "changed";
  }
};

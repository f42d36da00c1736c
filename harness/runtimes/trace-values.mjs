import { createHash } from "node:crypto";

const shownBytes = 32;
const longestText = 1024;

const escapeBytes = (bytes) =>
  Array.from(bytes, (byte) => (byte >= 32 && byte < 127 && byte !== 92 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`)).join("");

/** Bytes as a trace tells them: how many, their digest, the first ones as ASCII with all else as `\xNN`. */
export const describeBytes = (bytes) => ({
  bytes: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex").slice(0, 16),
  first: escapeBytes(bytes.subarray(0, shownBytes)),
});

/** Text of a guest, cut where it is long; with `\xNN` for each byte where it is no UTF-8. */
export const describeText = (bytes) => {
  const own = bytes.subarray(0, longestText);
  const cut = bytes.length > own.length ? `… (${bytes.length} bytes)` : "";
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(own) + cut;
  } catch {
    return escapeBytes(own) + cut;
  }
};

/** A number as JSON has it; as text where JSON would round it. */
export const describeNumber = (value) => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value));

import { random_get } from "wasi_snapshot_preview1";
import { check } from "../errors.js";

export function getRandomBytes(length: number | bigint): Uint8Array {
  const bytes = new Uint8Array(Number(length));
  check(random_get(bytes, bytes.length));
  return bytes;
}

export function getRandomU64(): bigint {
  return new DataView(getRandomBytes(8).buffer).getBigUint64(0, true);
}

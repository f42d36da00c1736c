declare module "wasi:keyvalue/store@0.2.0-draft" {
  /** What fails throws `{ payload: { tag } }`. */
  export interface Bucket {
    get(key: string): Uint8Array | null | undefined;
    set(key: string, value: Uint8Array): void;
    delete(key: string): void;
    exists(key: string): boolean;
    listKeys(cursor: number | undefined): { keys: string[]; cursor?: number };
  }
  export function open(identifier: string): Bucket;
}

declare module "wasi:keyvalue/atomics@0.2.0-draft" {
  import type { Bucket } from "wasi:keyvalue/store@0.2.0-draft";
  /** The new value. */
  export function increment(bucket: Bucket, key: string, delta: number): number;
}

declare module "wasi:keyvalue/batch@0.2.0-draft" {
  import type { Bucket } from "wasi:keyvalue/store@0.2.0-draft";
  export function getMany(bucket: Bucket, keys: string[]): ([key: string, value: Uint8Array] | null | undefined)[];
  export function setMany(bucket: Bucket, pairs: [key: string, value: Uint8Array][]): void;
  export function deleteMany(bucket: Bucket, keys: string[]): void;
}

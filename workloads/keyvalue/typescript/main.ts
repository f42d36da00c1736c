// What a store of wasi:keyvalue answers, a line for each call.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { increment } from "wasi:keyvalue/atomics@0.2.0-draft";
import { deleteMany, getMany, setMany } from "wasi:keyvalue/batch@0.2.0-draft";
import { type Bucket, open } from "wasi:keyvalue/store@0.2.0-draft";
import { encode, print } from "./stdio.js";

const shown = (bytes: Uint8Array | null | undefined): string =>
  bytes === null || bytes === undefined ? "none" : `"${decodeURIComponent(escape(String.fromCharCode(...bytes)))}"`;

const done = (nothing: void): string => nothing ?? "ok";

function answer(bucket: Bucket, line: string): string {
  const [, call = "", rest = ""] = /^(\S+) ?(.*)$/.exec(line) ?? [];
  const [key = "", value = ""] = rest.split(" ");
  const keys = rest.split(",");
  switch (call) {
    case "get":
      return shown(bucket.get(key));
    case "exists":
      return String(bucket.exists(key));
    case "set":
      return done(bucket.set(key, encode(value)));
    case "delete":
      return done(bucket.delete(key));
    case "keys":
      return bucket.listKeys(undefined).keys.sort().join(" ");
    case "increment":
      return String(increment(bucket, key, Number(value)));
    case "get-many":
      return getMany(bucket, keys)
        .map((pair, index) => (pair ? `${pair[0]}=${shown(pair[1])}` : `${keys[index]}=none`))
        .join(" ");
    case "set-many":
      return done(
        setMany(
          bucket,
          keys.map((pair): [string, Uint8Array] => {
            const [name = "", own = ""] = pair.split("=");
            return [name, encode(own)];
          }),
        ),
      );
    case "delete-many":
      return done(deleteMany(bucket, keys));
    case "open":
      open(rest);
      return "ok";
    default:
      throw new Error(`there is no call ${call}`);
  }
}

export const run = {
  run() {
    const bucket = open("");
    for (const line of getArguments().slice(1)) {
      try {
        print(answer(bucket, line));
      } catch (error) {
        const { payload } = error as { payload?: { tag: string } };
        if (payload === undefined) throw error;
        print(payload.tag);
      }
    }
  },
};

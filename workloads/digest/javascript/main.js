import { chacha20 } from "@noble/ciphers/chacha.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import { getArguments } from "wasi:cli/environment@0.2.12";
import { chunks, print, warn, write } from "./stdio.js";

function hash(algorithm) {
  const digest = algorithm.create();
  for (const chunk of chunks()) digest.update(chunk);
  print(bytesToHex(digest.digest()));
}

function encrypt(key, nonce, counter) {
  if (!/^[0-9]+$/.test(counter) || Number(counter) > 0xffffffff) throw new Error("the counter has 32 bits");
  write(chacha20(hexToBytes(key), hexToBytes(nonce), concatBytes(...chunks()), undefined, Number(counter)));
}

export const run = {
  run() {
    const [what, ...args] = getArguments().slice(1);
    try {
      if (what === "sha256" && args.length === 0) hash(sha256);
      else if (what === "sha512" && args.length === 0) hash(sha512);
      else if (what === "chacha20" && args.length === 3) encrypt(...args);
      else throw new Error("usage: main sha256 | sha512 | chacha20 KEY NONCE COUNTER");
    } catch (error) {
      warn(`digest: ${error.message}`);
      throw undefined; // the error of run's result: exit status 1
    }
  },
};

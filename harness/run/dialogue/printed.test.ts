import { expect, test } from "vitest";
import { watched } from "../../host/clock.ts";
import type { Listener } from "../../host/listening.ts";
import { printedAddress, readAddress } from "./printed.ts";
import type { Transcript } from "./transcript.ts";

test.each<[string, object | undefined]>([
  ["127.0.0.1:8080", { host: "127.0.0.1", port: 8080 }],
  ["localhost:1\r", { host: "127.0.0.1", port: 1 }],
  ["127.0.0.1:0", undefined],
  ["127.0.0.1:65536", undefined],
  ["10.0.0.1:80", undefined],
  ["listening at 127.0.0.1:80", undefined],
  ["", undefined],
])("%j as an address", (line, address) => expect(readAddress(line)).toEqual(address));

const own: Listener = { protocol: "tcp", host: "127.0.0.1", port: 8080 };
const printing = (line: string) => ({ line: async () => ({ line }) }) as unknown as Transcript;
const around = (before: readonly Listener[], now: readonly Listener[]) => ({
  since: watched(),
  before,
  look: async () => now,
  known: new Set<string>(),
  hasEnded: () => false,
});

test("a program that listens where it prints is found there", async () => {
  expect(await printedAddress(printing("127.0.0.1:8080"), "tcp", 1000, around([], [own]))).toEqual({ host: "127.0.0.1", port: 8080 });
});

test("what is no address, and one where somebody else listens or nobody, are failures", async () => {
  expect(await printedAddress(printing("ready"), "tcp", 1000, around([], [own]))).toMatchObject({
    how: "differs",
    stream: "stdout",
    detail: expect.stringContaining("ready"),
  });
  expect(await printedAddress(printing("127.0.0.1:8080"), "tcp", 1000, around([own], [own]))).toMatchObject({
    how: "not-listening",
    detail: expect.stringContaining("before"),
  });
  expect(await printedAddress(printing("127.0.0.1:8080"), "tcp", 50, around([], []))).toMatchObject({ how: "not-listening" });
});

import { readFileSync } from "node:fs";
import type { Address } from "../model/addresses.ts";

/** A socket of the kernel's table that listens (TCP) or is bound (UDP). */
export interface Listener extends Address {
  readonly protocol: "tcp" | "udp";
}

/** Whether this system has a table of sockets that can be read: Linux. */
export const hasSocketTable = (): boolean => process.platform === "linux";

// 0100007F:1F90 is 127.0.0.1:8080: each 32-bit word in the byte order of the machine, little-endian where Linux runs today.
const parseHost = (hex: string): string => {
  const words = (hex.match(/.{8}/g) ?? []).map((word) => Buffer.from(word, "hex").reverse());
  const bytes = Buffer.concat(words);
  if (bytes.length === 4) return bytes.join(".");
  if (bytes.subarray(0, 10).every((byte) => byte === 0) && bytes.readUInt16BE(10) === 0xffff) return bytes.subarray(12).join(".");
  return bytes.every((byte) => byte === 0) ? "::" : `[${(bytes.toString("hex").match(/.{4}/g) ?? []).join(":")}]`;
};

// States of the table: 0A listens; of UDP, 07 is a socket that is not connected.
const tables = [
  { path: "/proc/self/net/tcp", protocol: "tcp", state: "0A" },
  { path: "/proc/self/net/tcp6", protocol: "tcp", state: "0A" },
  { path: "/proc/self/net/udp", protocol: "udp", state: "07" },
  { path: "/proc/self/net/udp6", protocol: "udp", state: "07" },
] as const;

const read = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Without IPv6 there is no such table.
    return "";
  }
};

/** A socket as the tables of /proc/net write its address: ADDRESS:PORT, in hexadecimal. */
export const parseListener = (protocol: Listener["protocol"], text: string): Listener => {
  const [host = "", port = ""] = text.split(":");
  return { protocol, host: parseHost(host), port: Number.parseInt(port, 16) };
};

/** All TCP sockets that listen by a kernel's tables, which may be another machine's. */
export const tcpListeners = (text: string): Listener[] => parse(text, "tcp", "0A");

const parse = (text: string, protocol: Listener["protocol"], wanted: string): Listener[] =>
  [...text.matchAll(/^ *\d+: ([0-9A-F]{8,32}:[0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) /gm)]
    .filter((match) => match[2] === wanted)
    .map((match) => parseListener(protocol, match[1] as string));

/**
 * All that listens on this machine, from the kernel's table: nothing is connected to. Empty where there is no such table. Reading
 * a table of TCP takes the kernel milliseconds, however few sockets there are.
 */
export const listeners = (protocols: readonly Listener["protocol"][] = ["tcp", "udp"]): Listener[] =>
  tables.filter(({ protocol }) => protocols.includes(protocol)).flatMap(({ path, protocol, state }) => parse(read(path), protocol, state));

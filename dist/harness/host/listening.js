import { readFileSync } from "node:fs";
/** Whether this system has a table of sockets that can be read: Linux. */
export const hasSocketTable = () => process.platform === "linux";
// 0100007F:1F90 is 127.0.0.1:8080: each 32-bit word in the byte order of the machine, little-endian where Linux runs today.
const parseHost = (hex) => {
    const words = (hex.match(/.{8}/g) ?? []).map((word) => Buffer.from(word, "hex").reverse());
    const bytes = Buffer.concat(words);
    if (bytes.length === 4)
        return bytes.join(".");
    if (bytes.subarray(0, 10).every((byte) => byte === 0) && bytes.readUInt16BE(10) === 0xffff)
        return bytes.subarray(12).join(".");
    return bytes.every((byte) => byte === 0) ? "::" : `[${(bytes.toString("hex").match(/.{4}/g) ?? []).join(":")}]`;
};
// States of the table: 0A listens; of UDP, 07 is a socket that is not connected.
const tables = [
    { path: "/proc/self/net/tcp", protocol: "tcp", family: "ipv4", state: "0A" },
    { path: "/proc/self/net/tcp6", protocol: "tcp", family: "ipv6", state: "0A" },
    { path: "/proc/self/net/udp", protocol: "udp", family: "ipv4", state: "07" },
    { path: "/proc/self/net/udp6", protocol: "udp", family: "ipv6", state: "07" },
];
const read = (path) => {
    try {
        return readFileSync(path, "utf8");
    }
    catch {
        // Without IPv6 there is no such table.
        return "";
    }
};
/** All TCP sockets that listen by a kernel's tables, which may be another machine's. */
export const tcpListeners = (text) => parse(text, "tcp", "0A");
const parse = (text, protocol, wanted) => [...text.matchAll(/^ *\d+: ([0-9A-F]{8,32}):([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) /gm)]
    .filter((match) => match[3] === wanted)
    .map((match) => ({ protocol, host: parseHost(match[1]), port: Number.parseInt(match[2], 16) }));
/**
 * All that listens on this machine, from the kernel's table: nothing is connected to. Empty where there is no such table. Reading
 * a table of TCP takes the kernel milliseconds, however few sockets there are.
 */
export const listeners = (protocols = ["tcp", "udp"], families = ["ipv4", "ipv6"]) => tables
    .filter(({ protocol, family }) => protocols.includes(protocol) && families.includes(family))
    .flatMap(({ path, protocol, state }) => parse(read(path), protocol, state));

import { describe, expect, test } from "vitest";
import { addressesIn, fillAddresses, hostRange, peerHost, placeProgram, reachedAddresses } from "./addresses.ts";
import type { Program } from "./contract.ts";

const addresses = new Map([
  ["main:http", { host: "127.31.7.4", port: 20113 }],
  ["main:log-2", { host: "127.31.7.4", port: 20114 }],
]);

const program: Program = {
  args: ["{port:main:http}", "{wasm}"],
  env: { AT: "http://{address:main:http}/" },
  stdin: { text: "{host:main:http}\n" },
  directories: [{ guest: "/data" }],
  sockets: [
    { name: "http", kind: "listen" },
    { name: "log-2", kind: "connect", to: "harness" },
  ],
  exit: 0,
  stdout: { match: "free" },
  stderr: { match: "free" },
  files: {},
};

describe("addresses in texts", () => {
  test("each part is filled in; what is unknown or no address stays", () => {
    expect(fillAddresses("{address:main:http} {host:main:http} {port:main:log-2} {port:main:x} {port} {a:main:http}", addresses)).toBe(
      "127.31.7.4:20113 127.31.7.4 20114 {port:main:x} {port} {a:main:http}",
    );
  });

  test("what is filled in is not filled in again, and patterns of replacement are plain text", () => {
    expect(fillAddresses("$& {host:main:http} $1", addresses)).toBe("$& 127.31.7.4 $1");
    expect(addressesIn("{address:a:b}{port:c:d-e}{host:A:b}{address:a}")).toEqual(["a:b", "c:d-e"]);
  });
});

describe("what a program is told of its sockets", () => {
  test.each([
    ["before", "stdin:stdout:stderr:/data:http"],
    ["after", "stdin:stdout:stderr:http:/data"],
  ] as const)("preopened, with directories %s them", (directories, names) => {
    const placed = placeProgram("main", program, { as: "descriptors", listen: ["-l"], directories }, addresses);
    expect(placed.env).toEqual({ AT: "http://127.31.7.4:20113/", FD_COUNT: "5", FD_NAMES: names });
    expect(placed).toMatchObject({ args: ["20113", "{wasm}"], stdin: { text: "127.31.7.4\n" } });
  });

  test("opened by itself: an address for each, its name in upper case", () => {
    const { env } = placeProgram("main", program, { as: "addresses" }, addresses);
    expect(env).toEqual({ AT: "http://127.31.7.4:20113/", LISTEN_HTTP: "127.31.7.4:20113", CONNECT_LOG_2: "127.31.7.4:20114" });
  });

  test("what its own variables name is told by them, and a port that it chooses by nobody", () => {
    const own: Program = {
      ...program,
      env: { AT: "{address:main:log-2}" },
      sockets: program.sockets.map((socket) => (socket.kind === "listen" ? { ...socket, printed: true } : socket)),
    };
    expect(placeProgram("main", own, { as: "addresses" }, addresses).env).toEqual({ AT: "127.31.7.4:20114" });
  });

  test("nothing where it has none, or nobody can pass them", () => {
    expect(placeProgram("main", { ...program, sockets: [] }, { as: "addresses" }, addresses).env).toEqual({ AT: "http://127.31.7.4:20113/" });
    expect(placeProgram("main", program, undefined, addresses).env).toEqual({ AT: "http://127.31.7.4:20113/" });
  });
});

describe("what a case reaches of this machine's network", () => {
  const plain = { needs: ["stdout"], neighbour: false, programs: { main: { ...program, sockets: [] } } } as const;
  const own = ["127.31.7.4:0", "127.151.7.4:0", "0.0.0.0:20113", "0.0.0.0:20114"];

  test("is nothing where it is about something else", () => expect(reachedAddresses(plain)).toBeUndefined());

  test.each([
    ["its own hosts and ports", { ...plain, programs: { main: program } }, own],
    ["that as well where a capability alone tells", { ...plain, needs: ["udp"] }, own],
    ["the neighbour too, which its engine must refuse", { ...plain, neighbour: true }, [...own, "127.0.0.1:47474"]],
  ] as const)("is %s", (_, entry, expected) => expect(reachedAddresses(entry, addresses)).toEqual(expected));

  test("has peers at hosts that no case has", () => {
    expect(hostRange.first + hostRange.toPeer).toBeGreaterThan(hostRange.last);
    expect(peerHost(`127.${hostRange.last}.0.1`)).toBe(`127.${hostRange.last + hostRange.toPeer}.0.1`);
    expect(hostRange.last + hostRange.toPeer).toBeLessThan(256);
  });
});

import { expect, test } from "vitest";
import { load } from "../../mini/faulty-guest.ts";
import type { Fault } from "../../model/fault.ts";

const { default: list, faultNamed } = await load<{ default: () => readonly Fault[]; faultNamed: (id: string) => Fault }>("faults");
const { functions } = await load<{ functions: readonly string[] }>("abi");
const faults = list();

/** Interfaces of wasi:cli/command@0.2 that have functions. */
const interfaces = [
  ...["cli/environment", "cli/exit", "cli/stdin", "cli/stdout", "cli/stderr", "cli/terminal-stdin", "cli/terminal-stdout", "cli/terminal-stderr"],
  ...["clocks/monotonic-clock", "clocks/wall-clock", "filesystem/preopens", "filesystem/types", "io/error", "io/poll", "io/streams"],
  ...["random/random", "random/insecure", "random/insecure-seed", "sockets/network", "sockets/ip-name-lookup"],
  ...["sockets/tcp", "sockets/tcp-create-socket", "sockets/udp", "sockets/udp-create-socket"],
];
const kinds = [
  ...["wrong-errno", "success-for-failure", "failure-for-success", "no-op", "short-told-full", "dropped-item", "doubled-item", "length-off-by-one"],
  ...["ignored-flag", "wrong-offset", "wrong-time", "wrong-value", "followed-link", "state-lost", "order-changed", "stuck", "slow"],
];

test("every function of preview 1 and every interface of WASI 0.2 has faults, of every kind, each with a name of its own", () => {
  const on = new Set(faults.map((fault) => fault.on));
  expect(functions).toHaveLength(46);
  expect(functions.filter((name) => !on.has(name))).toEqual([]);
  expect(interfaces.filter((name) => ![...on].some((own) => own.startsWith(`wasi:${name}#`)))).toEqual([]);
  expect(new Set(faults.map(({ way }) => way))).toEqual(new Set(kinds));
  expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
  expect(faults.filter(({ id }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  expect(faults.length).toBeGreaterThan(1000);
  expect(faults.filter(({ on: name }) => /^(sock_|poll_|path_)/.test(name)).length).toBeGreaterThan(25);
});

test("what no probe can find says why, and is a fault of the list", () => {
  const why = faults.filter((fault) => fault.why !== undefined);
  expect(why.map(({ id }) => id)).toContain("sock-shutdown-listener-succeeds");
  expect(why).toHaveLength(10);
});

test("a fault is found by its name, and no other", () => {
  expect(faultNamed("fd-tell-zero")).toMatchObject({ on: "fd_tell", kind: "wrong-value" });
  expect(() => faultNamed("fd-tell-one")).toThrow("there is no fault fd-tell-one");
});

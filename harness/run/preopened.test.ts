import { expect, test } from "vitest";
import type { Socket } from "../model/generated/workload.ts";
import { preopened } from "./config-file.ts";

test("a config file is told of sockets that listen and carry streams, each with the address that was chosen for it", () => {
  const sockets: Socket[] = [
    { name: "web", kind: "listen" },
    { name: "out", kind: "connect", to: "harness" },
    { name: "log", kind: "listen", protocol: "udp" },
    { name: "safe", kind: "listen", protocol: "tls" },
  ];
  const found = preopened({ sockets }, ["127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3"]);
  expect(found.map(({ name, protocol, port }) => [name, protocol, port])).toEqual([
    ["web", "tcp", 1],
    ["safe", "tls", 3],
  ]);
  expect(preopened({ sockets }, [])).toEqual([]);
});

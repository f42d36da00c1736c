import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { listeners, tcpListeners } from "./listening.ts";
import { openNeighbour } from "./neighbour.ts";

const head = "  sl  local_address rem_address   st tx_queue rx_queue\n";
const line = (local: string, state = "0A"): string => `   0: ${local} 00000000:0000 ${state} 00000000:00000000\n`;

describe("the kernel's table of sockets", () => {
  test.each([
    ["0100007F:1F90", { host: "127.0.0.1", port: 8080 }],
    ["00000000:0050", { host: "0.0.0.0", port: 80 }],
    ["00000000000000000000000000000000:0050", { host: "::", port: 80 }],
    ["0000000000000000FFFF00000100007F:0050", { host: "127.0.0.1", port: 80 }],
    ["00000000000000000000000001000000:0050", { host: "[0000:0000:0000:0000:0000:0000:0000:0001]", port: 80 }],
  ])("%s is who listens where", (local, address) => {
    expect(tcpListeners(head + line(local))).toEqual([{ protocol: "tcp", ...address }]);
  });

  test("that a machine sends is read as far as it is one: connections are no listeners, and nonsense is nothing", () => {
    expect(tcpListeners(head + line("0100007F:1F90", "01") + line("0100007F:1F91"))).toMatchObject([{ port: 8081 }]);
    for (const text of ["", head, "\0\0\0", line("XYZ:1F90"), line("0100007F:1F90").slice(0, 20), "1".repeat(100_000)]) expect(tcpListeners(text)).toEqual([]);
  });

  test.skipIf(process.platform !== "linux")("has who listens here, by protocol, and nobody who has closed", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const udp = createSocket("udp4").bind(0, "127.0.0.1");
    await once(udp, "listening");
    const [tcpPort, udpPort] = [(server.address() as AddressInfo).port, udp.address().port];
    const has = (port: number, ...given: Parameters<typeof listeners>): boolean =>
      listeners(...given).some((each) => each.port === port && each.host === "127.0.0.1");
    expect([has(tcpPort), has(udpPort), has(tcpPort, ["udp"]), has(udpPort, ["udp"])]).toEqual([true, true, false, true]);
    server.close();
    udp.close();
    await once(udp, "close");
    expect([has(tcpPort, ["tcp"]), has(udpPort, ["udp"])]).toEqual([false, false]);
  });
});

test("somebody else's server is there for probes of isolation, once for all runs of a machine, and says nothing", async () => {
  const closes = [await openNeighbour(), await openNeighbour()];
  const client = connect({ host: "127.0.0.1", port: 47_474 });
  const said: Buffer[] = [];
  client.on("data", (bytes: Buffer) => said.push(bytes)).on("error", () => {});
  await once(client, "close");
  expect(said).toEqual([]);
  for (const close of closes) close();
});

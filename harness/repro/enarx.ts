import type { Program } from "../model/contract.ts";
import { enarxConfig, type PlacedSocket } from "../model/enarx-config.ts";
import { GatehouseError } from "../model/errors.ts";
import { printable } from "../model/text.ts";

/** The first port that sockets get where no harness chooses; each further one has the next. */
const firstPort = 47_600;

// Enarx knows TCP and TLS; which address a harness would choose is not known before it runs.
const place = ({ sockets }: Program): PlacedSocket[] =>
  sockets.map(({ name, kind, protocol = "tcp" }, index) => {
    if (protocol === "udp" || protocol === "http")
      throw new GatehouseError(`enarx/${protocol}`, `Enarx passes no ${protocol === "udp" ? "UDP socket" : "requests of HTTP"}, and ${name} is one`, {
        hint: "Enarx.toml knows tcp and tls: the case cannot be run there",
      });
    return { name, kind, protocol, host: "127.0.0.1", port: firstPort + index };
  });

/** The Enarx.toml of a program, sockets on the loopback address; what Enarx cannot pass is said in comments. Throws a GatehouseError for a UDP socket. */
export const enarxText = (program: Program): string =>
  program.directories.map(({ guest }) => `# Enarx passes no directories: ${printable(guest)} of the contract is missing here.\n`).join("") +
  enarxConfig(program, place(program));

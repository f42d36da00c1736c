import { stringify } from "smol-toml";
import type { Program } from "./contract.ts";

/** A socket of a program with the address that the harness chose: what it listens at, or what it connects to. */
export interface PlacedSocket {
  readonly name: string;
  readonly kind: "listen" | "connect";
  readonly protocol: "tcp" | "tls";
  readonly host: string;
  readonly port: number;
}

/** What stands in the place of a program's name: Enarx gives a guest the list `args` as it is, from argument 0 on. */
const programName = "main.wasm";

const socketEntry = ({ name, kind, protocol, host, port }: PlacedSocket): Record<string, string | number> => ({
  kind,
  name,
  prot: protocol,
  [kind === "listen" ? "addr" : "host"]: host,
  port,
});

/**
 * The text of an Enarx.toml that gives a guest what a program's contract says: its arguments after a name, its environment,
 * the three standard streams, and then its sockets in the contract's order. The format is that of the crate enarx-config 0.6;
 * Enarx 0.5 reads it too, but listens on every address. Directories have no word in it.
 */
export const enarxConfig = (program: Pick<Program, "args" | "env">, sockets: readonly PlacedSocket[] = []): string =>
  `${stringify({
    args: [programName, ...program.args],
    env: program.env,
    files: [{ kind: "stdin" }, { kind: "stdout" }, { kind: "stderr" }, ...sockets.map(socketEntry)],
  }).trim()}\n`;

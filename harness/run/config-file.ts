import { stringify } from "smol-toml";
import { loadHook } from "../host/hooks.ts";
import type { Program } from "../model/contract.ts";
import { GatehouseError } from "../model/errors.ts";
import type { ResolvedTarget } from "../model/resolve.ts";

/** A socket of a program with its address: what it listens at, or what it connects to. */
export interface PlacedSocket {
  readonly name: string;
  readonly kind: "listen" | "connect";
  readonly protocol: "tcp" | "tls" | "udp" | "http";
  readonly host: string;
  readonly port: number;
}

/** What a runtime's script is given of a program. */
export interface ConfigCase {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Names of its directories inside the guest. */
  readonly directories: readonly string[];
  readonly sockets: readonly PlacedSocket[];
}

/** A runtime's script for its config file. `toToml` writes a table as TOML. An error that it throws says what the file cannot say. */
export type ConfigScript = (given: ConfigCase, toToml: (table: Readonly<Record<string, unknown>>) => string) => string;

/** Sockets that listen and carry streams are preopened; each has the address, HOST:PORT, that was chosen for it, in the contract's order. */
export const preopened = ({ sockets }: Pick<Program, "sockets">, addresses: readonly string[]): PlacedSocket[] =>
  sockets
    .filter(({ kind }) => kind === "listen")
    .flatMap(({ name, kind, protocol = "tcp" }, index) => {
      const [host, port] = (addresses[index] ?? "").split(":");
      return host && port && protocol !== "udp" && protocol !== "http" ? [{ name, kind, protocol, host, port: Number(port) }] : [];
    });

/**
 * What stands in the file that a target takes beside its argv; undefined where it takes none. `folder` is that of the runtime.
 * Throws a GatehouseError where the runtime's script cannot say the case in its format.
 */
export const configText = async (
  folder: string,
  target: Pick<ResolvedTarget, "config-file">,
  program: Pick<Program, "args" | "env" | "directories">,
  sockets: readonly PlacedSocket[],
): Promise<string | undefined> => {
  const file = target["config-file"];
  if (!file) return undefined;
  const script = await loadHook<ConfigScript>(folder, file.script);
  try {
    return script({ args: program.args, env: program.env, directories: program.directories.map(({ guest }) => guest), sockets }, stringify);
  } catch (error) {
    throw new GatehouseError("config/inexpressible", (error as Error).message, {
      hint: `${file.name} has no word for it: the case cannot be run there`,
      cause: error,
    });
  }
};

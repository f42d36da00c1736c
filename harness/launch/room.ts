import { existsSync, lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { userHome } from "../host/environment.ts";
import type { Provisioned } from "../model/provisioned.ts";
import type { Room } from "./launcher.ts";

const mib = 2 ** 20;

/** What the files of one command may take: enough for each case and its compiled code, and for many of them at once. */
export const roomAt = (at: string, bytes = 512 * mib): Room => ({ at, bytes, files: 32_768 });

// A link, what it leads to, and so on; nothing of what is not there.
const real = (path: string): string[] => {
  const chain = [path];
  if (!existsSync(path)) return [];
  for (let at = path; lstatSync(at).isSymbolicLink(); chain.push(at)) at = resolve(dirname(at), readlinkSync(at));
  return [...new Set([...chain, realpathSync(path)])];
};

// Where programs are installed with what they read; never all that stands there: it may be a user's.
const parts = ["lib", "lib64", "libexec", "pkg", "src", "include", "node_modules", "package.json"];

const program = (path: string): string[] => {
  const own = real(path);
  const prefix = dirname(dirname(own.at(-1) ?? path));
  return prefix === userHome() ? own : [...own, ...parts.map((name) => join(prefix, name)).filter((place) => existsSync(place))];
};

/** Paths that a command which uses packages has to read: all of one in the store; of what this machine has, programs, and folders that their environment names. */
export const pathsOf = (packages: readonly Provisioned[]): string[] =>
  packages.flatMap(({ origin, folder, bin, env }) =>
    origin === "store" ? [folder] : [...Object.values(bin).flatMap(program), ...Object.values(env).filter(isAbsolute).flatMap(real)],
  );

/** Devices of this machine through which an engine makes a Keep. */
export const keepDevices = (): string[] => ["/dev/kvm", "/dev/sev", "/dev/sgx_enclave", "/dev/sgx_provision"].filter((path) => existsSync(path));

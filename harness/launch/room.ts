import { existsSync, realpathSync } from "node:fs";
import { isAbsolute } from "node:path";
import type { Provisioned } from "../model/provisioned.ts";
import type { Room } from "./launcher.ts";

const mib = 2 ** 20;

/** What the files of one command may take: enough for each case and its compiled code, and for many of them at once. */
export const roomAt = (at: string, bytes = 512 * mib): Room => ({ at, bytes, files: 32_768 });

const real = (path: string): string[] => (existsSync(path) ? [...new Set([path, realpathSync(path)])] : []);

/** Paths that a command which uses packages has to read: all of one in the store; of what this machine has, programs, and folders that their environment names. */
export const pathsOf = (packages: readonly Provisioned[]): string[] =>
  packages.flatMap(({ origin, folder, bin, env }) =>
    origin === "store" ? [folder] : [...Object.values(bin).flatMap(real), ...Object.values(env).filter(isAbsolute).flatMap(real)],
  );

/** Devices of this machine through which an engine makes a Keep. */
export const keepDevices = (): string[] => ["/dev/kvm", "/dev/sev", "/dev/sgx_enclave", "/dev/sgx_provision"].filter((path) => existsSync(path));

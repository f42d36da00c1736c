import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, afterEach, vi } from "vitest";
import { randomName } from "../host/digest.ts";
import type { Package } from "../model/generated/package.ts";
import type { PackageState } from "../model/provisioned.ts";
import { Provisioner } from "./provision.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-clients-"));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What a client was called with: its words, its folder, and its environment. */
export interface Call {
  readonly name: string;
  readonly args: string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A machine with these package clients on its PATH, and no others: each is the body of a Node script, which has `args`, `fs`, `path` and `fail(text)`. */
export const machineWith = (clients: Readonly<Record<string, string>>) => {
  const base = join(scratch, randomName());
  const [bin, log, manifest, store] = ["bin", "log", "manifest", "store"].map((name) => join(base, name)) as [string, string, string, string];
  mkdirSync(manifest, { recursive: true });
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  for (const [name, body] of Object.entries(clients)) {
    const path = join(bin, name);
    put(
      path,
      `#!${process.execPath}
const [fs, path, args] = [require("node:fs"), require("node:path"), process.argv.slice(2)];
const fail = (text) => { console.error(text); process.exit(1); };
fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify({ name: ${JSON.stringify(name)}, args, cwd: process.cwd(), env: process.env }) + "\\n");
${body}`,
    );
    chmodSync(path, 0o755);
  }
  vi.stubEnv("PATH", [bin, "/nowhere"].join(delimiter));
  const told: string[] = [];
  const provisioner = (): Provisioner =>
    new Provisioner({ store, signal: undefined, notify: ({ package: name, state }) => void told.push(`${name} ${state}`) });
  return {
    ...{ base, bin, store, manifest, put, told, provisioner },
    calls: (): Call[] => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []).map((line) => JSON.parse(line) as Call),
    get: (spec: Package, architecture?: string): Promise<PackageState> => provisioner().one({ engine: spec }, "engine", manifest, architecture),
  };
};

/** What a package that cannot be had says. */
export const lackOf = (state: PackageState): string => (state.ok ? "it is there" : state.evidence.map(({ name, info }) => `${name}: ${info}`).join("; "));

import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, afterEach, vi } from "vitest";
import { randomName } from "../host/digest.ts";
import { architecture } from "../host/machine.ts";
import type { Command, Exit, Launcher } from "../launch/launcher.ts";
import type { Catalog, Placed, PlacedRuntime } from "../model/catalog.ts";
import type { KeepManifest } from "../model/generated/keep.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { Package } from "../model/generated/package.ts";
import type { RuntimeManifest } from "../model/generated/runtime.ts";
import type { LaneCandidate } from "../plan/candidates.ts";
import { Provisioner } from "../provision/provision.ts";
import type { ProbeGround } from "./ground.ts";
import { Machines } from "./machines.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-probe-"));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What a command that is asked says, and how it ends. */
export interface Said extends Partial<Exit> {
  readonly stdout?: string;
  readonly stderr?: string;
}

const ended: Exit = {
  ...{ code: 0, signal: null, wallMs: 1, userMs: 1, systemMs: 1, peakKib: 1, limit: undefined, leftProcesses: 0, startError: undefined },
};

/** A package that is a program on PATH: a script which says that its version is 1.2.3. */
export const program = (folder: string, name: string, rest: object = {}): Package => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!${process.execPath}\nconsole.log("1.2.3 ${name}")\n`);
  chmodSync(path, 0o755);
  return { from: "path", path: { command: name, version: ["--version"], range: ">=1", hint: `install ${name}` }, ...rest } as Package;
};

/** A machine with one runtime, one language and these Keeps; `answer` says what the commands that ask something print. */
export const groundOf = (answer: (command: Command) => Said = () => ({ stdout: "engine 1.2.3\n" })) => {
  const base = join(scratch, randomName());
  const at = (...parts: string[]): string => join(base, ...parts);
  const store = at("store");
  for (const folder of [join(store, "tmp"), at("runtime"), at("keep"), at("language")]) mkdirSync(folder, { recursive: true });
  const engine = program(at("bin"), "engine", { bin: {} });
  vi.stubEnv("PATH", [at("bin"), process.env["PATH"]].join(delimiter));
  const asked: Command[] = [];
  const launcher: Launcher = {
    supervised: true,
    contained: "no",
    run: async (command) => {
      asked.push(command);
      const { stdout = "", stderr = "", ...exit } = answer(command);
      writeFileSync(command.stdout, stdout);
      writeFileSync(command.stderr, stderr);
      return { ...ended, ...exit };
    },
    close: async () => {},
  };
  const runtime = (rest: Partial<RuntimeManifest> = {}): PlacedRuntime => ({
    folder: at("runtime"),
    releases: [{ version: "1.2.3", current: true }],
    manifest: {
      ...{ id: "made", name: "Made", package: { engine }, version: ["/engine", "--version"] },
      target: { wasip1: { mode: { run: ["/engine", "{wasm}"] }, claims: ["stdout"] } },
      ...rest,
    },
  });
  const keep = (rest: Partial<KeepManifest> = {}): Placed<KeepManifest> => ({
    folder: at("keep"),
    manifest: { id: "nil", name: "no Keep", about: "the bare machine", confidential: false, launcher: [{ kind: "host" }], ...rest } as KeepManifest,
  });
  const language = (rest: Partial<LanguageManifest> = {}): Placed<LanguageManifest> => ({
    folder: at("language"),
    manifest: {
      ...{ id: "c", name: "C", tier: 1, package: { engine } },
      toolchain: { cc: { title: "cc", packages: ["engine"], version: ["/cc", "--version"], target: { wasip1: { steps: [] } } } },
      ...rest,
    } as LanguageManifest,
  });
  const ground = (own: { runtimes?: PlacedRuntime[]; keeps?: Placed<KeepManifest>[]; languages?: Placed<LanguageManifest>[] } = {}): ProbeGround => {
    const byId = <T extends { readonly manifest: { readonly id: string } }>(all: readonly T[]): Map<string, T> =>
      new Map(all.map((each) => [each.manifest.id, each]));
    const catalog: Catalog = {
      ...{ root: base, workloads: new Map(), targets: new Map(), unread: [], modules: new Map(), expectations: [], policy: undefined, differences: [] },
      languages: byId(own.languages ?? [language()]),
      runtimes: byId(own.runtimes ?? [runtime()]),
      keeps: byId(own.keeps ?? [keep()]),
    };
    const provisioner = new Provisioner({ store, signal: undefined, notify: () => {} });
    const machines = new Machines({ store, launcher, compilers: () => Promise.resolve([]) });
    return { store, catalog, provisioner, launcher, machines, entries: new Map() };
  };
  return { ...{ base, at, store, asked, launcher, engine, runtime, keep, language, ground }, copy: (from: string, to: string) => cpSync(from, at(to)) };
};

/** A release of the runtime in a Keep on this machine. */
export const candidateOf = (rest: Partial<LaneCandidate> = {}): LaneCandidate => ({
  ...{ runtime: "made", keep: "nil", launcher: { kind: "host" }, architecture: architecture(), variant: undefined },
  release: { version: "1.2.3", current: true },
  ...rest,
});

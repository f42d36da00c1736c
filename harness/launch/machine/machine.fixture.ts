import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "smol-toml";
import { storeFolder } from "../../host/environment.ts";
import type { KeepManifest } from "../../model/generated/keep.ts";
import type { Provisioned } from "../../model/provisioned.ts";
import { Provisioner } from "../../provision/provision.ts";
import type { Exit, Launcher, Running } from "../launcher.ts";
import { compileStatic, openHostLauncher } from "../open.ts";
import type { Upkeep } from "./launcher.ts";
import { chooseAccelerator, openMachines, openShop } from "./open.ts";

const project = join(import.meta.dirname, "../../..");
const keep = join(project, "harness/keeps/kvm");

/** What a test says of a command besides its words. */
interface Job {
  readonly stdin?: Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly directory?: string;
  /** Named pipes in place of files. */
  readonly pipes?: { readonly stdin: string; readonly stdout: string };
  readonly listens?: readonly string[];
  readonly started?: (running: Running) => void;
  readonly limits?: { readonly timeMs?: number; readonly outputBytes?: number; readonly memoryKib?: number; readonly processes?: number };
}

/** A real machine for tests, which holds the program of guest.fixture.c. */
export interface TestBench {
  readonly scratch: string;
  /** The program, on the host. */
  readonly program: string;
  readonly host: Launcher;
  /** Runs the program with words, and returns how it ended and what it said. */
  run(words: readonly string[], job?: Job, launcher?: Launcher): Promise<{ exit: Exit; stdout: Buffer; stderr: Buffer }>;
  open(upkeep: Upkeep, patienceMs?: number): Launcher;
  /** Ids of the QEMU processes of this bench. */
  running(): number[];
  close(): Promise<void>;
}

/** Ids of the QEMU processes whose files are below a folder. */
export const qemusIn = (folder: string): number[] =>
  readdirSync("/proc").flatMap((pid) => {
    try {
      const line = /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/cmdline`, "utf8") : "";
      return line.includes("qemu-system") && line.includes(folder) ? [Number(pid)] : [];
    } catch {
      return [];
    }
  });

const bench = async (parent: string): Promise<TestBench | string> => {
  const store = storeFolder(project);
  const manifest = parse(readFileSync(join(keep, "keep.toml"), "utf8")) as unknown as KeepManifest;
  const provisioner = new Provisioner({ store, signal: undefined, notify: () => {} });
  const packages = await provisioner.all(manifest.package ?? {}, ["qemu", "kernel"], keep);
  const missing = packages.flatMap((state) => (state.ok ? [] : state.evidence));
  if (missing.length > 0) return missing.map(({ name, info }) => `${name}: ${info}`).join("; ");
  const program = await compileStatic(store, join(import.meta.dirname, "guest.fixture.c"));
  if (!program) return "there is no C compiler that makes static programs";
  const scratch = mkdtempSync(join(parent, "gatehouse-machine-"));
  const host = await openHostLauncher(store);
  const opened = await openShop({ store, scratch, host }, packages as Provisioned[], () => Promise.resolve([]));
  if ("missing" in opened) return `${opened.missing.name}: ${opened.missing.info}`;
  // A small guest is soon full.
  const shop = { ...opened, hardware: { ...opened.hardware, memoryMib: 256 } };
  const { accelerator, refused } = await chooseAccelerator(shop, ["kvm", "tcg"]);
  if (!accelerator) return refused.map(({ info }) => info).join("; ");
  const launchers: Launcher[] = [];
  const open = (upkeep: Upkeep, patienceMs?: number): Launcher => {
    const own = patienceMs === undefined ? shop : { ...shop, patienceMs };
    const launcher = openMachines(own, accelerator, { paths: [program], programs: [program], env: {}, trial: [program, "exit", "0"] }, upkeep);
    launchers.push(launcher);
    return launcher;
  };
  const usual = open("pristine");
  let count = 0;
  const run: TestBench["run"] = async (words, job = {}, launcher = usual) => {
    const folder = join(scratch, `job-${count++}`);
    const [home, stdin, stdout, stderr] = ["home", "stdin", "stdout", "stderr"].map((name) => join(folder, name)) as [string, string, string, string];
    mkdirSync(home, { recursive: true });
    writeFileSync(stdin, job.stdin ?? "");
    const limits = { timeMs: 120_000, outputBytes: 2 ** 24, ...job.limits };
    const carry = { lane: [program], inputs: [], directories: job.directory === undefined ? [] : [job.directory], listens: job.listens ?? [] };
    const command = { argv: [program, ...words], env: job.env ?? {}, cwd: home, stdin, stdout, stderr, limits, carry, ...job.pipes };
    const exit = await launcher.run(command, job.started);
    const read = (path: string): Buffer => (readdirSync(folder).includes(path) ? readFileSync(join(folder, path)) : Buffer.alloc(0));
    return { exit, stdout: read("stdout"), stderr: read("stderr") };
  };
  // Whatever test comes first finds the snapshot: what it does to a machine, it does to one that was restored.
  await run(["exit", "0"]);
  return {
    scratch,
    program,
    host,
    open,
    run,
    running: () => qemusIn(scratch),
    close: async () => {
      await Promise.all(launchers.map((launcher) => launcher.close()));
      await host.close();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
};

/** A bench, or why there is none on this machine. Its files are below `parent`. */
export const openTestBench = (parent = tmpdir()): Promise<TestBench | string> =>
  process.platform === "linux" ? bench(parent) : Promise.resolve("this is not Linux");

/** Why there is no bench on this machine; undefined where there is one. */
export const whyNoTestBench = async (): Promise<string | undefined> => {
  const opened = await openTestBench();
  if (typeof opened === "string") return opened;
  await opened.close();
  return undefined;
};

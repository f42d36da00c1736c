/**
 * Runs programs that other people compiled and published (scripts/real-world/programs.toml) in every engine, as a suite: solvers, FPGA tools,
 * an interpreter. Packages come into the store as those of languages do, by the digest that is written there.
 *
 *   node scripts/real-world.ts [--list] [filter...]
 *
 * The exit code is that of `gatehouse suite run`.
 */
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { $ } from "zx";
import { storeFolder } from "../harness/host/environment.ts";
import type { Package } from "../harness/model/generated/package.ts";
import { Provisioner } from "../harness/provision/provision.ts";
import { gatehouse, root } from "./harness/timed.ts";

interface Program {
  /** Id of its package. */
  readonly package: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly exit?: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

const folder = join(import.meta.dirname, "real-world");
const { package: packages, program: programs } = parse(readFileSync(join(folder, "programs.toml"), "utf8")) as unknown as {
  readonly package: Readonly<Record<string, Package>>;
  readonly program: readonly Program[];
};

const store = storeFolder(root);
const suite = join(store, "real-world");
rmSync(suite, { recursive: true, force: true });
mkdirSync(suite, { recursive: true });
const provisioner = new Provisioner({ store, signal: undefined, notify: () => {} });
const states = await provisioner.all(packages, Object.keys(packages), folder);
const places = new Map(
  states.map((state) => {
    if (!state.ok) throw new Error(`package ${state.id} cannot be had: ${JSON.stringify(state.evidence)}`);
    return [state.id, state.folder];
  }),
);
for (const { package: from, file, exit, ...test } of programs) {
  const [found] = globSync(join(places.get(from) ?? "", "**", file));
  if (found === undefined) throw new Error(`${from} has no ${file}`);
  const stem = join(suite, file.slice(0, -".wasm".length));
  copyFileSync(found, `${stem}.wasm`);
  writeFileSync(`${stem}.json`, JSON.stringify({ ...test, ...(exit === undefined ? {} : { exit_code: exit }) }));
}
const words = process.argv.slice(2);
const action = words.includes("--list") ? "list" : "run";
const result = await $({
  nothrow: true,
  stdio: "inherit",
})`${gatehouse} suite ${action} ${suite} --name real-world ${words.filter((word) => word !== "--list")}`;
process.exitCode = result.exitCode ?? 3;

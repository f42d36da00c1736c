import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import { runTool } from "../../host/tool.ts";

const interpreterSegment = 3;

// The ELF header and its program headers (man 5 elf): little-endian, 64 bits.
const interpreterIn = (read: (at: number, size: number) => Buffer): string | undefined => {
  const head = read(0, 64);
  if (head.length < 64 || head.readUInt32BE() !== 0x7f454c46 || head[4] !== 2 || head[5] !== 1) return undefined;
  const [at, size, count] = [Number(head.readBigUInt64LE(0x20)), head.readUInt16LE(0x36), head.readUInt16LE(0x38)];
  for (let index = 0; index < count; index++) {
    const segment = read(at + index * size, size);
    if (segment.length < 56 || segment.readUInt32LE() !== interpreterSegment) continue;
    const text = read(Number(segment.readBigUInt64LE(8)), Math.min(Number(segment.readBigUInt64LE(0x20)), 4096));
    return text.toString("utf8").replace(/\0.*$/s, "");
  }
  return undefined;
};

/** The program that loads a program's shared libraries; undefined where it needs none, or is no program of this kind. */
const interpreterOf = (program: string): string | undefined => {
  const file = openSync(program, "r");
  try {
    return interpreterIn((at, size) => {
      const buffer = Buffer.alloc(size);
      return buffer.subarray(0, readSync(file, buffer, 0, size, at));
    });
  } finally {
    closeSync(file);
  }
};

/** Where loaders look for where libraries are. */
const loaderCache = "/etc/ld.so.cache";

/** Parts of Node packages that are machine code: Node loads them as libraries. */
const addonsIn = (paths: readonly string[]): string[] =>
  paths
    .flatMap((path) => (statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) => join(path, name)) : [path]))
    .filter((path) => path.endsWith(".node"));

// A loader's answer: lines of a name, a path and an address.
const listed = (stdout: string): string[] =>
  [...stdout.matchAll(/^\s*(?:\S+ => )?(\S+) \(0x[0-9a-f]+\)$/gm)].map((match) => match[1] as string).filter(isAbsolute);

/**
 * What programs of this machine load besides themselves: the loader, asked for its own list, and every library, at the
 * paths where they are here; with what Node's addons in `paths` load. A static program needs nothing. Throws where a loader cannot find one.
 */
export const librariesOf = async (programs: readonly string[], env: Readonly<Record<string, string>>, paths: readonly string[] = []): Promise<string[]> => {
  const found = new Set<string>();
  const list = (loader: string, file: string) => runTool([loader, "--list", file], { env, timeoutMs: 20_000 });
  for (const program of new Set(programs)) {
    const loader = interpreterOf(program);
    if (loader === undefined) continue;
    const { stdout, ok, failure } = await list(loader, program);
    if (!ok) throw new Error(`the libraries of ${program} cannot be listed: ${failure}`);
    // Packages bring the same addon for several systems: only those of this one can be loaded.
    const addons = basename(program) === "node" ? await Promise.all(addonsIn(paths).map((addon) => list(loader, addon))) : [];
    for (const path of [loader, ...listed(stdout), ...addons.flatMap((answer) => (answer.ok ? listed(answer.stdout) : []))]) found.add(path);
    if (existsSync(loaderCache)) found.add(loaderCache);
  }
  return [...found].sort();
};

import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compileStatic } from "../open.ts";
import { librariesOf } from "./libraries.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-libraries-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const program = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  chmodSync(path, 0o755);
  return path;
};

/** The head of an ELF program of 64 bits with one segment: the name of its loader. */
const elf = (loader: string): Buffer => {
  const bytes = Buffer.alloc(64 + 56 + loader.length + 1);
  bytes.write("\x7fELF\x02\x01\x01", "latin1");
  bytes.writeBigUInt64LE(64n, 0x20);
  bytes.writeUInt16LE(56, 0x36);
  bytes.writeUInt16LE(1, 0x38);
  bytes.writeUInt32LE(3, 64);
  bytes.writeBigUInt64LE(120n, 64 + 8);
  bytes.writeBigUInt64LE(BigInt(loader.length + 1), 64 + 0x20);
  bytes.write(`${loader}\0`, 120, "latin1");
  return bytes;
};

describe.skipIf(process.platform !== "linux")("the libraries of programs", () => {
  test("are the loader and what it lists, each once, and all of them are there", async () => {
    const found = await librariesOf([process.execPath, process.execPath], {});
    expect(found.some((path) => /\/ld-[^/]*\.so/.test(path))).toBe(true);
    expect(found.some((path) => /\/libc\.so/.test(path))).toBe(true);
    expect(found).toEqual([...new Set(found)].sort());
    for (const path of found) expect(existsSync(path), path).toBe(true);
  });

  test("are none for scripts, for what is cut off, and for static programs", async () => {
    const source = join(folder, "static.c");
    writeFileSync(source, "int main(void) { return 0; }\n");
    const still = await compileStatic(join(folder, "store"), source);
    const whole = elf("/lib/ld.so");
    expect(await librariesOf([program("script", "#!/bin/sh\n"), program("cut", whole.subarray(0, 70)), ...(still ? [still] : [])], {})).toEqual([]);
  });

  test("are asked of the loader that a program names, in its environment", async () => {
    const loader = program(
      "loader",
      `#!/bin/sh\n[ "$1" = --list ] || exit 1\nprintf '\\t%s => %s (0x00007f)\\n\\tlinux-vdso.so.1 (0x00007f)\\n' "$WHICH" "$2"\n`,
    );
    const own = program("own", elf(loader));
    expect((await librariesOf([own], { WHICH: "liba.so" })).filter((path) => path.startsWith(folder))).toEqual([loader, own].sort());
    expect(realpathSync(own)).toBe(realpathSync(join(folder, "own")));
  });

  test("are also those of Node's addons, of such as this machine can load", async () => {
    const loader = program(
      "addons",
      `#!/bin/sh\ncase "$2" in *.node) [ "\${2%good.node}" != "$2" ] || exit 127; printf '\\tlibrt.so.1 => /lib/librt.so.1 (0x7f)\\n';; esac\n`,
    );
    const packages = join(folder, "packages");
    mkdirSync(join(packages, "deep"), { recursive: true });
    for (const name of ["deep/good.node", "other.node", "script.js"]) writeFileSync(join(packages, name), "");
    expect((await librariesOf([program("node", elf(loader))], {}, [packages, loader])).filter((path) => path.includes("librt"))).toEqual(["/lib/librt.so.1"]);
    expect((await librariesOf([program("other", elf(loader))], {}, [packages])).filter((path) => path.includes("librt"))).toEqual([]);
  });

  test("that cannot be listed are told with the program's name", async () => {
    const own = program("lost", elf(program("failing", "#!/bin/sh\necho 'cannot open shared object' >&2\nexit 127\n")));
    await expect(librariesOf([own], {})).rejects.toThrow(`the libraries of ${own} cannot be listed: `);
  });
});

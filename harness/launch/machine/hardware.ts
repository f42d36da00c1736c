import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { digest, digestOf } from "../../host/digest.ts";
import { makeSealed } from "../../host/seal.ts";
import { hexOf } from "../../model/digest.ts";
import { type CpioEntry, packCpio } from "./cpio.ts";
import type { Hardware } from "./qemu.ts";

/** What a Keep's packages and this harness give a machine. */
export interface MachineParts {
  readonly qemu: string;
  readonly env: Readonly<Record<string, string>>;
  /** Folder of QEMU's firmware. */
  readonly firmware: string;
  readonly kernel: string;
  /** Folder of the kernel's drivers, in the order of their names. */
  readonly drivers: string;
  /** The agent (agent/) and the launcher program (../program): static programs. */
  readonly agent: string;
  readonly launch: string;
  /** Digest of all of the packages. */
  readonly digest: string;
}

/** Memory of a guest: what a case may take by default, and the guest's own. */
const memoryMib = 2560;

const contents = (parts: MachineParts): CpioEntry[] => {
  const file = (path: string, source: string, executable: boolean): CpioEntry => ({ kind: "file", path, content: readFileSync(source), executable });
  return [
    { kind: "folder", path: "dev" },
    { kind: "device", path: "dev/console", major: 5, minor: 1 },
    { kind: "folder", path: "modules" },
    ...readdirSync(parts.drivers)
      .sort()
      .map((name) => file(`modules/${name}`, join(parts.drivers, name), false)),
    file("launch", parts.launch, true),
    file("init", parts.agent, true),
  ];
};

/** Puts a machine's hardware together; its first file system is made once and kept in the store. `digest` is that of all that it follows from. */
export const assembleHardware = async (store: string, parts: MachineParts): Promise<{ hardware: Omit<Hardware, "accelerator">; digest: string }> => {
  const archive = packCpio(contents(parts));
  const own = digest(archive);
  const folder = join(store, "initramfs", `${hexOf(own, 16)}-sealed`);
  const initramfs = join(folder, "initramfs");
  await makeSealed(folder, join(store, "tmp"), "contents", (draft) => writeFile(join(draft, "initramfs"), archive));
  const { qemu, env, firmware, kernel } = parts;
  return { hardware: { qemu, env, firmware: [firmware], kernel, initramfs, memoryMib }, digest: digestOf([parts.digest, own]) };
};

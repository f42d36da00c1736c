import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, removeStore } from "../../mini/tree.ts";
import type { Command, Exit, Launcher, Running } from "../launcher.ts";
import { openHostLauncher } from "../open.ts";
import type { MachineRoom } from "./snapshot.ts";

/** Machines of a QEMU that has none (mini/qemu.mjs): what the real one does is tested beside it, where there is one. */
export interface FakeBench {
  readonly folder: string;
  readonly host: Launcher;
  /** A room whose QEMU has one trait. */
  room(trait: string): MachineRoom;
  /** Runs a command of the agent; `words` are what it does. */
  run(
    launcher: Launcher,
    words: readonly string[],
    rest?: Partial<Command> & { readonly started?: (running: Running) => void },
  ): Promise<{ exit: Exit; stdout: string }>;
  close(): Promise<void>;
}

export const openFakeBench = async (): Promise<FakeBench> => {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-fake-machine-"));
  const store = openStore();
  const host = await openHostLauncher(store);
  let count = 0;
  const room: FakeBench["room"] = (trait) => {
    const scratch = join(folder, `scratch-${count++}`);
    mkdirSync(scratch);
    const qemu = join(scratch, "qemu");
    writeFileSync(qemu, `#!/bin/sh\nexec '${process.execPath}' '${join(import.meta.dirname, "../../mini/qemu.mjs")}' ${trait} "$@"\n`);
    chmodSync(qemu, 0o755);
    const hardware = { qemu, env: {}, firmware: [], kernel: "/k", initramfs: "/i", accelerator: "tcg", memoryMib: 1 } as const;
    return { store: join(scratch, "store"), scratch, host, hardware };
  };
  const run: FakeBench["run"] = async (launcher, words, { started, ...rest } = {}) => {
    const own = join(folder, `run-${count++}`);
    mkdirSync(own);
    const [stdin, stdout, stderr] = ["stdin", "stdout", "stderr"].map((name) => join(own, name)) as [string, string, string];
    writeFileSync(stdin, "some input");
    const command = { argv: ["/program", ...words], env: {}, cwd: own, stdin, stdout, stderr, limits: { outputBytes: 100 }, ...rest };
    const exit = await launcher.run(command, started);
    return { exit, stdout: existsSync(stdout) ? readFileSync(stdout, "utf8") : "" };
  };
  const close = async (): Promise<void> => {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
    removeStore(store);
  };
  return { folder, host, room, run, close };
};

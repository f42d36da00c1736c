import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomName } from "../host/digest.ts";
import { openStore, removeStore } from "../mini/tree.ts";
import type { Cargo, Command, Launcher } from "./launcher.ts";
import { compileStatic, openHostLauncher } from "./open.ts";

type Asked = Partial<Omit<Command, "carry">> & { readonly carry?: Partial<Cargo> };

/** What tests of contained commands share: a launcher by namespaces, one by Landlock, a hostile program, and commands with a room. */
export const openContained = async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "gatehouse-contain-")));
  const store = openStore();
  const launcher = await openHostLauncher(store);
  const landlocked = await openHostLauncher(store, [], "landlock");
  const attacker = (await compileStatic(store, join(import.meta.dirname, "escape.fixture.c"))) ?? "";
  /** A command with a room of its own: `home`, and one directory `data` with a file. */
  const contained = (argv: readonly string[], rest: Asked = {}) => {
    const at = join(folder, `room-${randomName()}`);
    const [home, data] = [join(at, "case", "home"), join(at, "case", "data")];
    for (const path of [home, data]) mkdirSync(path, { recursive: true });
    writeFileSync(join(data, "given"), "as it was\n");
    const [stdout, stderr] = [join(at, "stdout"), join(at, "stderr")];
    const carry: Cargo = { inputs: [], directories: [data], room: { at, bytes: 2 ** 20, files: 64 }, ...rest.carry };
    const limits = { timeMs: 60_000, outputBytes: 2 ** 24, processes: 64 };
    const command: Command = { argv, env: { HOME: home }, cwd: home, stdin: "/dev/null", stdout, stderr, limits, ...rest, carry };
    return { at, data, command, out: () => readFileSync(stdout, "utf8"), err: () => readFileSync(stderr, "utf8") };
  };
  return {
    folder,
    store,
    launcher,
    landlocked,
    attacker,
    contained,
    shell: (script: string, rest: Asked = {}) => contained(["/bin/sh", "-c", script], rest),
    by: (means: string): Launcher => (means === "landlock" ? landlocked : launcher),
    close: async (): Promise<void> => {
      await Promise.all([launcher.close(), landlocked.close()]);
      rmSync(folder, { recursive: true, force: true });
      removeStore(store);
    },
  };
};

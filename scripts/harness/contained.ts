/** What containing a command costs: /bin/true with a directory, in turns without, in namespaces, there with addresses of its own, and by Landlock. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { storeFolder } from "../../harness/host/environment.ts";
import type { Launcher } from "../../harness/launch/launcher.ts";
import { openHostLauncher } from "../../harness/launch/open.ts";
import { roomAt } from "../../harness/launch/room.ts";
import { goal, median, root, scratch } from "./timed.ts";

const perRound = 200;

/** Runs the same command in each way, in turns, and prints medians, what they are over the bare command, and their ratio to it. */
export const compareContained = async (rounds: number): Promise<void> => {
  const open = (way: string): Promise<Launcher> => openHostLauncher(storeFolder(root), [], way);
  const [bare, spaces, landlock] = [await open("uncontained"), await open("namespaces"), await open("landlock")];
  const ways = {
    uncontained: { launcher: bare },
    namespaces: { launcher: spaces },
    "with addresses": { launcher: spaces, network: ["127.9.9.7:0"] },
    landlock: { launcher: landlock },
  };
  const folder = join(scratch, "contained");
  const [home, data] = [join(folder, "home"), join(folder, "data")];
  for (const path of [home, data]) mkdirSync(path, { recursive: true });
  writeFileSync(join(data, "given"), "given\n");
  const [stdout, stderr] = [join(folder, "stdout"), join(folder, "stderr")];
  const times = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
  for (let each = 0; each < rounds * perRound; each++) {
    for (const [name, { launcher, ...network }] of Object.entries(ways)) {
      const carry = { inputs: [], directories: [data], room: roomAt(folder), ...network };
      const start = performance.now();
      const exit = await launcher.run({ argv: ["/bin/true"], env: {}, cwd: home, stdin: "/dev/null", stdout, stderr, limits: { timeMs: 60_000 }, carry });
      times.get(name)?.push(performance.now() - start);
      if (exit.code !== 0) throw new Error(`${name}: /bin/true ended with ${exit.startError ?? exit.code}`);
    }
  }
  const of = (name: string): number => median(times.get(name) as number[]);
  for (const name of Object.keys(ways).slice(1)) {
    const ratio = of(name) / of("uncontained");
    goal(
      `contained, ${name}`,
      of(name) - of("uncontained"),
      0.5,
      " ms a cell more",
      `${of(name).toFixed(2)} ms against ${of("uncontained").toFixed(2)} ms, ratio ${ratio.toFixed(2)}`,
    );
  }
  await Promise.all([bare, spaces, landlock].map((launcher) => launcher.close()));
};

import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openContained } from "./contained.fixture.ts";

const { launcher, landlocked, attacker, contained, shell, by, close } = await openContained();
afterAll(close);

/** Processes of a program that live. */
const living = (program: string): string[] =>
  readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith(`${program}\0`);
    } catch {
      return false;
    }
  });

describe.skipIf(process.platform !== "linux")("what a contained command leaves", { timeout: 60_000 }, () => {
  test.each(
    [
      ["space", "head -c 3000000 /dev/zero > ../data/large; sleep 60"],
      ["space", "head -c 3000000 /dev/zero > large"],
      ["space", "exec 5> large; rm large; head -c 3000000 /dev/zero >&5; sleep 60"],
      ["files", "i=0; while [ $i -lt 100 ]; do : > $i; i=$((i+1)); done"],
      ["files", "i=0; while [ $i -lt 100 ]; do mkdir d; cd d || exit; i=$((i+1)); done; sleep 60"],
    ].flatMap(([limit, script]) => [
      { limit, script, means: "namespaces" },
      { limit, script, means: "landlock" },
    ]),
  )("has room of its own, and its end is told, by $means: $limit, $script", async ({ limit, script, means }) => {
    expect(await by(means).run(shell(script as string).command)).toMatchObject({ limit });
  });

  test("may take its room, in any shape, by Landlock alone", async () => {
    const script =
      "cd ../data; for i in 1 2 3 4; do mkdir -p d/d/d/d; cd d; done; head -c 500000 /dev/zero > a; for i in 1 2 3 4 5; do ln a $i; done; truncate -s 10M b; sleep 0.1";
    expect(await landlocked.run(shell(script).command)).toMatchObject({ code: 0, limit: undefined });
  });

  test("brings no more back than its room holds, however often a file is linked, and none of what is no byte", async () => {
    const linked = shell("cd ../data; head -c 500000 /dev/zero > a; for i in 1 2 3 4 5 6 7 8; do ln a $i; done");
    expect(await launcher.run(linked.command)).toMatchObject({ limit: "space" });
    const sparse = shell("cd ../data; truncate -s 10M large");
    expect(await launcher.run(sparse.command)).toMatchObject({ code: 0, limit: undefined });
    expect(readFileSync(join(sparse.data, "large")).equals(Buffer.alloc(10 * 2 ** 20))).toBe(true);
  });

  test("leaves folders that are deeper than any path, and the harness can still read and remove them", async () => {
    const own = contained([process.execPath, "-e", `process.chdir("../data"); for (let i = 0; i < 3000; i++) { fs.mkdirSync("dd"); process.chdir("dd"); }`]);
    const carry = { lane: [process.execPath], inputs: [], directories: [own.data], room: { at: own.at, bytes: 2 ** 24, files: 4000 } };
    const command = { ...own.command, carry };
    expect(await launcher.run(command)).toMatchObject({ code: 0, limit: undefined });
    expect(readdirSync(own.data, { recursive: true }).length).toBeGreaterThan(500);
    rmSync(own.at, { recursive: true });
  });

  test.each(["namespaces", "landlock"])("leaves no process behind, by %s", async (means) => {
    const own = shell("(setsid sleep 600 &) ; (trap '' TERM HUP; sleep 600) & exit 3");
    expect(await by(means).run(own.command)).toMatchObject({ code: 3, leftProcesses: expect.any(Number) });
    const many = contained([attacker, "multiplies", "sessions"], { carry: { inputs: [attacker] }, limits: { timeMs: 60_000, processes: 16 } });
    expect(await by(means).run(many.command)).toMatchObject({ limit: "processes" });
    expect(living(attacker)).toEqual([]);
  });
});

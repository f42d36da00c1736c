import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { variable } from "../host/environment.ts";
import { gatehouse, journals, processesOf, readOutcomes } from "./cli.ts";
import { golden, laneOf } from "./traits.ts";
import { makeTree, openStore, removeStore } from "./tree.ts";

describe.skipIf(process.platform !== "linux")("a command that does not come to its end", () => {
  // Its launcher program is its own: one test has another compiler.
  const store = openStore(["packages"]);
  const tree = makeTree(["honest"], store);
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });
  const only = ["run", "workload=hello"];

  test("since its launcher program stays: that is named and ended, and the exit code is 3; its rows are kept", async () => {
    const bin = tree.at("bin");
    mkdirSync(bin);
    // A compiler whose launcher program does all that the real one does, and then stays.
    const compiler = `out=; before=; for word; do [ "$before" = -o ] && out=$word; before=$word; done
PATH='${variable("PATH")}'; export PATH
cc "$@" && mv "$out" '${bin}/real' && printf '#!/bin/sh\n"%s" "$@"\nexec /bin/sleep 600\n' '${bin}/real' >"$out" && chmod 755 "$out"`;
    writeFileSync(join(bin, "cc"), `#!/bin/sh\n${compiler}\n`);
    chmodSync(join(bin, "cc"), 0o755);
    const { code, stderr } = await gatehouse(tree, only, { PATH: `${bin}:${variable("PATH")}` });
    expect(stderr).toMatch(/error: the session did not close within 10 s: it waits for the launcher program \[host\/waits\]\n {2}\S/);
    expect(code).toBe(3);
    const outcomes = readOutcomes(journals(tree).at(-1) as string);
    expect(outcomes[laneOf("honest", process.arch === "x64" ? "x86_64" : "aarch64")]).toMatchObject({ "hello/line": golden.honest["hello/line"] });
    expect(processesOf(tree)).toEqual([]);
  });

  test("since something in it goes on: that is named, and the exit code is 3", async () => {
    const keeper = tree.at("keeper.mjs");
    writeFileSync(keeper, "if (process.argv[1]?.endsWith('gatehouse.mjs')) setInterval(() => {}, 1000);\n");
    const { code, stdout, stderr } = await gatehouse(tree, ["releases"], { NODE_OPTIONS: `--import=${keeper}` });
    expect(stdout).toContain("nothing is published yet");
    expect(stderr).toMatch(/error: the command did not close within 10 s: it waits for \S.*Timeout/);
    expect(code).toBe(3);
    expect(existsSync(keeper)).toBe(true);
  });
});

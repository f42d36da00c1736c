import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gatehouse, readOutcomes } from "./cli.ts";
import { nodeHost } from "./node-host.ts";
import { makeTree, oneRelease, openStore, removeStore, type Tree } from "./tree.ts";

const project = join(import.meta.dirname, "../..");

/** Hosts that give a guest more than its case has: whatever a library asks for by name, each is found by another probe. */
const hosts = {
  "gives-the-root": ["--dir=/::/"],
  "gives-the-root-by-another-name": ["--dir=/::/host"],
  "gives-nothing-more": [],
} as const;

describe("isolation probes", () => {
  const store = openStore(["packages", "launch", "cache", "manifests"]);
  let tree: Tree;
  let cells: Readonly<Record<string, Readonly<Record<string, string>>>>;

  beforeAll(async () => {
    tree = makeTree([], store);
    cpSync(join(project, "languages/c"), tree.at("languages/c"), { recursive: true });
    for (const name of ["c", "fixtures", "workload.toml"])
      cpSync(join(project, "workloads/isolation", name), tree.at("workloads/isolation", name), { recursive: true, verbatimSymlinks: true });
    for (const [id, more] of Object.entries(hosts)) {
      mkdirSync(tree.at("harness/runtimes", id), { recursive: true });
      cpSync(join(project, "harness/runtimes/node-wasi/host.mjs"), tree.at("harness/runtimes", id, "host.mjs"));
      writeFileSync(tree.at("harness/runtimes", id, "releases.toml"), oneRelease.replace(/version = .*\n/, "optional = true\n"));
      writeFileSync(
        tree.at("harness/runtimes", id, "runtime.toml"),
        nodeHost(id).replace('"{directories}",', `${more.map((word) => `"${word}", `).join("")}"{directories}",`),
      );
    }
    const said = await gatehouse(tree, ["run", "--json", "workload=isolation"], {}, 200_000);
    cells = readOutcomes(JSON.parse(said.stdout || "{}").journal ?? said.stderr);
  }, 240_000);
  afterAll(() => {
    tree.remove();
    removeStore(store);
  });

  const of = (id: keyof typeof hosts): Readonly<Record<string, string>> => Object.entries(cells).find(([lane]) => lane.startsWith(`${id}@`))?.[1] ?? {};

  test("find a host that preopens the machine's root", () => {
    expect(of("gives-the-root")).toMatchObject({ "isolation/preopens": "fail stdout", "isolation/absolute": "fail exit" });
  });

  test("find one that does so by a name that nobody asks for", () => {
    expect(of("gives-the-root-by-another-name")).toMatchObject({ "isolation/preopens": "fail stdout", "isolation/descriptors": "fail exit" });
  });

  test("pass one that gives what the case has", () => {
    expect(of("gives-nothing-more")).toMatchObject({ "isolation/preopens": "pass", "isolation/descriptors": "pass", "isolation/absolute": "pass" });
  });
});

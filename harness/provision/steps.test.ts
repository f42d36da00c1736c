import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Package } from "../model/generated/package.ts";
import type { Provisioned } from "../model/provisioned.ts";
import { lackOf, machineWith } from "./clients.fixture.ts";

const clients = {
  "apt-get": `if (args.includes("download")) fs.writeFileSync("part.deb", "part");`,
  "dpkg-deb": `if (args[0] === "--field") console.log("Package: part\\nVersion: 1"); else { fs.mkdirSync(args[2], { recursive: true }); fs.writeFileSync(path.join(args[2], "part"), "part"); }`,
  dpkg: "",
};
const withSteps = (...steps: object[]): Package => ({ from: "debian", packages: { part: "1" }, bin: {}, steps }) as unknown as Package;

const kept = (packages: string): string[] =>
  readdirSync(packages)
    .filter((name) => !name.startsWith("."))
    .sort();

describe("a package that is put together", { timeout: 60_000 }, () => {
  test("has what its steps made of its parts, and nothing of the folder that they worked in", async () => {
    const { get, manifest, put } = machineWith(clients);
    put(join(manifest, "extra.txt"), "of the manifest");
    const state = (await get(
      withSteps({ copy: "{package}/part", to: "{package}/whole" }, { write: "{work}/note", text: "x" }, { remove: "{package}/part" }),
    )) as Provisioned;
    expect(readFileSync(join(state.folder, "whole"), "utf8")).toBe("part");
    expect([existsSync(join(state.folder, "part")), kept(join(state.folder, ".."))]).toEqual([false, [basename(state.folder)]]);
  });

  test("is another one where its steps are, and absent where one fails or leads out of it", async () => {
    const { get, store } = machineWith(clients);
    const one = (await get(withSteps({ write: "{package}/x", text: "1" }))) as Provisioned;
    const two = (await get(withSteps({ write: "{package}/x", text: "2" }))) as Provisioned;
    expect(one.folder).not.toBe(two.folder);
    expect(lackOf(await get(withSteps({ run: ["{package}/part"] })))).toMatch(/^the package put together: /);
    const outside = await get(withSteps({ write: "{package}/../out", text: "x" })).catch((error: Error) => error);
    expect(outside).not.toMatchObject({ ok: true });
    expect(kept(join(store, "packages"))).toEqual([one, two].map(({ folder }) => basename(folder)).sort());
  });
});

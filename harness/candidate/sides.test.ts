import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { parseRelease } from "../engine/named-release.ts";
import { plantProject, plantRun } from "../review/project.fixture.ts";
import { publish } from "../review/publish.ts";
import { readSide } from "./sides.ts";

const root = plantProject();
const catalog = await loadCatalog(root);
const cell = "args/none,zig/zig.wasip1";
const lanes = ["wasmtime@49.0.3/nil:host-x86_64", "node-wasi@24.21.0/nil:host-x86_64"];

describe("a release by name", () => {
  test("is one of its manifest", () => {
    expect(parseRelease("wasmtime@46.0.1", catalog)).toMatchObject({
      kind: "live",
      name: "wasmtime@46.0.1",
      release: { runtime: "wasmtime", version: "46.0.1" },
    });
  });

  test("is a binary that nobody has published, by its whole path", () => {
    const side = parseRelease("wasmtime@path:./x/wasmtime", catalog);
    expect(relative(process.cwd(), side.release.version.slice("path:".length))).toBe(join("x", "wasmtime"));
    expect(side.candidate).toEqual({ runtime: "wasmtime", release: { version: side.release.version, current: true } });
  });

  test.each([
    ["wasmtime", "gate/release"],
    ["@49.0.3", "gate/release"],
    ["wasmtime@", "gate/release"],
    ["v@1.0.0", "gate/runtime"],
    ["wasmtime@1.2.3", "gate/unknown-release"],
  ])("%s is none", (text, code) => {
    expect(() => parseRelease(text, catalog)).toThrow(expect.objectContaining({ code, exitCode: 2 }));
  });
});

describe("a recorded side", () => {
  const [one = "", two = ""] = lanes;
  plantRun(root, { [`${cell},${one}`]: {} }, { run: "20260101T000000000Z-aaaa", lane: one });
  plantRun(root, { [`${cell},${one}`]: {}, [`${cell},${two}`]: {} }, { run: "20260102T000000000Z-aaaa", lane: one });
  plantRun(root, { [`${cell},${one}`]: { reused: "20260101T000000000Z-aaaa" } }, { run: "20260103T000000000Z-aaaa", lane: one });
  plantRun(root, { [`${cell},${one}`]: "lost" }, { run: "20260104T000000000Z-aaaa", lane: one, footer: "none" });

  test("is a run of one release, without the cells that lanes are tried with", async () => {
    const side = await readSide("run:20260101", root, catalog);
    expect(side).toMatchObject({ kind: "recorded", name: "wasmtime@49.0.3 of run 20260101T000000000Z-aaaa", complete: true });
    expect(side.kind === "recorded" && side.cells.map(({ text }) => text)).toEqual([`${cell},${one}`]);
    expect(side.kind === "recorded" && [...side.toolchains.keys()]).toContain("zig/zig");
  });

  test("names its release where the run has several", async () => {
    await expect(readSide("run:20260102", root, catalog)).rejects.toMatchObject({
      code: "gate/which-release",
      hint: expect.stringContaining("node-wasi@24.21.0"),
    });
    const side = await readSide("run:20260102,node-wasi@24.21.0", root, catalog);
    expect(side.kind === "recorded" && side.cells.map(({ text }) => text)).toEqual([`${cell},${two}`]);
    await expect(readSide("run:20260102,node-wasi@1.0.0", root, catalog)).rejects.toMatchObject({ code: "gate/which-release" });
  });

  test("is no run whose rows are from an earlier one", async () => {
    await expect(readSide("run:20260103", root, catalog)).rejects.toMatchObject({ code: "gate/reused" });
  });

  test("says that it did not come to its end", async () => {
    expect(await readSide("run:20260104", root, catalog)).toMatchObject({ complete: false });
  });

  test.each([
    ["run:20300101", "run/unknown"],
    ["record:/nowhere.ndjson", "gate/record"],
  ])("%s is not there", async (text, code) => {
    await expect(Promise.resolve().then(() => readSide(text, root, catalog))).rejects.toMatchObject({ code });
  });

  test("is what was published of a release", async () => {
    const { files } = await publish(root, "20260101", false);
    const side = await readSide(`record:${join(root, files[0]?.path ?? "")}`, root, catalog);
    expect(side).toMatchObject({ kind: "recorded", name: "wasmtime@49.0.3 as published", journal: undefined, complete: true });
    expect(side.kind === "recorded" && side.cells.map(({ text }) => text)).toEqual([`${cell},${one}`]);
  });
});

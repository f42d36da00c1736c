import { describe, expect, test } from "vitest";
import { candidateSuffix, type LaneId, parseBuild, parseLane, printBuild, printLane, printTrack } from "./ids.ts";
import { coerce, rcompare, satisfies, valid, validRange } from "./semver.ts";

const own: LaneId = { runtime: "w", version: "49.0.3", keep: "nil", launcher: "host", architecture: "x86_64" };

describe("a track", () => {
  test("is a lane without its version: one release after another has the same", () => {
    expect(printTrack(own)).toBe("w/nil:host-x86_64");
    for (const version of ["1.0.0", "path:/x/w@2", "path:/nil:host-x86_64"]) expect(printTrack({ ...own, version })).toBe(printTrack(own));
  });

  test.each<[string, Partial<LaneId>]>([
    ["a variant", { variant: "pulley" }],
    ["a Keep", { keep: "kvm" }],
    ["a launcher", { launcher: "qemu" }],
    ["an accelerator", { accelerator: "tcg" }],
    ["an architecture", { architecture: "aarch64" }],
    ["a runtime", { runtime: "v" }],
  ])("is another one in %s of its own: emulated and native lanes are never each other's baseline", (_, rest) => {
    expect(printTrack({ ...own, ...rest })).not.toBe(printTrack(own));
  });
});

describe("ids that were read before", () => {
  test("are the same again", () => {
    const text = printLane(own);
    expect([parseLane(text), parseLane(text)]).toEqual([own, own]);
  });

  test("of more lanes than a run has are read all the same", () => {
    for (let at = 0; at < 5000; at++) expect(parseLane(`w@1.0.${at}/nil:host-x86_64`).version).toBe(`1.0.${at}`);
  });
});

describe("a build", () => {
  test("of a workload with several programs names its role", () => {
    const build = { workload: "chat", role: "client", language: "c", toolchain: `cc${candidateSuffix}`, target: "wasip1" };
    expect(printBuild(build)).toBe("chat:client,c/cc-candidate.wasip1");
    expect(parseBuild(printBuild(build))).toEqual(build);
  });
});

test.each(["chat:,c/cc.wasip1", "chat:a:b,c/cc.wasip1", "chat", "chat,c/cc", ",c/cc.wasip1"])("%j is no build", (text) => {
  expect(() => parseBuild(text)).toThrow(expect.objectContaining({ code: "id/malformed" }));
});

describe("versions", () => {
  test("are ordered as releases are, and what is none is none", () => {
    expect(["1.9.0", "1.10.0", "1.10.0-beta.1"].sort(rcompare)).toEqual(["1.10.0", "1.10.0-beta.1", "1.9.0"]);
    expect([valid("1.2"), valid("path:/x"), coerce("engine 0.16")?.version]).toEqual([null, null, "0.16.0"]);
    expect([validRange(">=47"), validRange("latest is best")]).toEqual([">=47.0.0", null]);
    expect([satisfies("47.0.0", ">=47"), satisfies("47.0.0-rc.1", ">=47")]).toEqual([true, false]);
  });
});

import fc from "fast-check";
import { satisfies } from "semver";
import { describe, expect, test } from "vitest";
import type { RuntimeManifest } from "./generated/runtime.ts";
import type { ReleaseId } from "./ids.ts";
import { laneRuntimes, resolveRuntime } from "./resolve.ts";

const manifest: RuntimeManifest = {
  id: "engine",
  name: "Engine",
  package: {},
  version: [{ range: "<2", argv: ["e", "version"] }, { argv: ["e", "--version"] }],
  variant: { slow: { about: "slow", argv: ["--slow"], range: ">=2" } },
  keep: { nil: { argv: [] }, box: { argv: ["--box"], range: ">=3" } },
  platform: [{ range: ">=3", argv: ["e", "platform"] }],
  target: {
    wasip1: {
      mode: { run: [{ range: "<2", argv: ["e", "{wasm}"] }, { argv: ["e", "run", "{wasm}"] }], fuel: [{ range: ">=2 <3", argv: ["e", "{fuel}"] }] },
      directory: ["--dir={host}"],
      sockets: [{ range: "<3", as: "descriptors", listen: ["{address}"], directories: "after" }],
      claims: ["args", { capability: "udp", range: "<2" }],
      inexpressible: [{ capability: "links", range: ">=3", why: "gone" }],
      endings: [
        { exit: 1, means: "trap", range: "<2" },
        { exit: 134, means: "trap" },
      ],
      notices: [{ stderr: "old", range: ">=2 <3" }],
    },
    wasip3: { range: ">=2 <3", mode: { run: ["e", "next", "{wasm}"] }, claims: ["args", { capability: "udp", range: "<2.4" }] },
    wasip2: { mode: { run: [{ range: ">=3", argv: ["e", "component", "{wasm}"] }] }, claims: [] },
  },
};
const releases = [{ version: "2.5.0" }, { version: "3.1.0" }, { version: "1.0.0" }, {}];
const at = (version: string | undefined, all: readonly { version?: string }[] = releases) => resolveRuntime(manifest, all, version);

describe("a runtime at a version", () => {
  test("has what holds there, and says it without ranges", () => {
    expect(at("1.4.0")).toEqual({
      id: "engine",
      name: "Engine",
      package: {},
      version: ["e", "version"],
      platform: undefined,
      variant: {},
      keep: { nil: { argv: [] } },
      target: {
        wasip1: {
          mode: { run: ["e", "{wasm}"] },
          directory: ["--dir={host}"],
          variable: [],
          sockets: { as: "descriptors", listen: ["{address}"], directories: "after" },
          claims: ["args", "udp"],
          inexpressible: [],
          endings: [
            { exit: 1, means: "trap" },
            { exit: 134, means: "trap" },
          ],
          notices: [],
        },
        wasip3: { mode: { run: ["e", "next", "{wasm}"] }, directory: [], variable: [], claims: [], inexpressible: [], endings: [], notices: [] },
      },
    });
    expect(at("2.0.0").target.wasip1).toMatchObject({
      mode: { run: ["e", "run", "{wasm}"], fuel: ["e", "{fuel}"] },
      claims: ["args"],
      notices: [{ stderr: "old" }],
    });
    expect(at("3.0.0")).toMatchObject({ keep: { box: { argv: ["--box"] } }, variant: { slow: { argv: ["--slow"] } }, platform: ["e", "platform"] });
  });

  test("lacks a target that it has no command for, and sockets where no alternative holds", () => {
    expect(Object.keys(at("2.0.0").target)).toEqual(["wasip1", "wasip3"]);
    expect(Object.keys(at("3.0.0").target)).toEqual(["wasip1", "wasip3", "wasip2"]);
    expect(at("3.0.0").target.wasip1).not.toHaveProperty("sockets");
  });

  test("outside of a target's range claims nothing of it, and is asked all the same", () => {
    const claims = (version: string): unknown => at(version).target.wasip3?.claims;
    expect(["1.4.0", "2.0.0", "2.5.0", "3.0.0"].map(claims)).toEqual([[], ["args", "udp"], ["args"], []]);
    expect(at("3.0.0").target.wasip3).toMatchObject({ mode: { run: ["e", "next", "{wasm}"] } });
    expect(at("3.0.0").target.wasip3).not.toHaveProperty("range");
  });

  test.each(["path:/x/1.0.0/engine", "unknown", undefined])("that is %s is like the newest release", (version) => {
    expect(at(version)).toEqual(at("3.1.0"));
  });

  test("is in no range where neither it nor any release has a version", () => {
    expect(at("path:/x", [{}]).target.wasip1).toMatchObject({ mode: { run: ["e", "run", "{wasm}"] }, claims: ["args"], inexpressible: [] });
    expect(at("path:/x", [{}]).target).not.toHaveProperty("wasip2");
  });

  test("counts as itself, whatever its releases are; a pre-release too, and a version of two numbers", () => {
    expect(at("1.4.0", [])).toEqual(at("1.4.0"));
    expect(at("3.0.0-rc.1").platform).toBeDefined();
    expect(at("2.9")).toEqual(at("2.9.0"));
  });
});

const version = fc.tuple(fc.nat(4), fc.nat(2), fc.nat(2)).map((parts) => parts.join("."));
const range = fc.tuple(fc.constantFrom("<", ">=", "<=", ">"), version).map((parts) => parts.join(""));
const word = fc.constantFrom("a", "b", "{wasm}");

// What somebody may add to a manifest for some releases, at the front, where it counts first.
const additions = fc.oneof(
  fc.record({ kind: fc.constant("run" as const), words: fc.array(word, { minLength: 1 }) }),
  fc.record({ kind: fc.constant("ending" as const), exit: fc.nat(255) }),
  fc.record({ kind: fc.constantFrom("claim" as const, "inexpressible" as const), capability: fc.constantFrom("udp" as const, "dns" as const) }),
  fc.record({ kind: fc.constantFrom("notice" as const, "sockets" as const, "variant" as const, "keep" as const, "version" as const) }),
);
type Addition = typeof additions extends fc.Arbitrary<infer A> ? A : never;

const add = (to: RuntimeManifest, held: string, addition: Addition): RuntimeManifest => {
  const changed = structuredClone(to);
  const target = changed.target["wasip1"];
  if (!target) throw new Error("there is no wasip1");
  switch (addition.kind) {
    case "run":
      target.mode.run.unshift({ range: held, argv: addition.words });
      break;
    case "ending":
      target.endings?.unshift({ exit: addition.exit, means: "start", range: held });
      break;
    case "claim":
      target.claims.unshift({ capability: addition.capability, range: held });
      break;
    case "inexpressible":
      target.inexpressible?.unshift({ capability: addition.capability, why: "w", range: held });
      break;
    case "notice":
      target.notices?.unshift({ stderr: "n", range: held });
      break;
    case "sockets":
      target.sockets?.unshift({ as: "addresses", range: held });
      break;
    case "variant":
      changed.variant = { ...changed.variant, other: { about: "o", argv: ["o"], range: held } };
      break;
    case "keep":
      changed.keep = { ...changed.keep, other: { argv: ["o"], range: held } };
      break;
    case "version":
      changed.version.unshift({ range: held, argv: ["v"] });
      break;
  }
  return changed;
};

test("what is said for a range changes nothing of a version outside of it, and something of each inside", () => {
  fc.assert(
    fc.property(version, range, additions, (own, held, addition) => {
      const [before, after] = [manifest, add(manifest, held, addition)].map((each) => resolveRuntime(each, releases, own));
      if (!satisfies(own, held)) expect(after).toEqual(before);
      else if (addition.kind !== "run") expect(after).not.toEqual(before);
      else expect(after?.target.wasip1?.mode.run).toEqual(addition.words);
    }),
    { numRuns: 500 },
  );
});

test("another release changes nothing of a version that is one", () => {
  fc.assert(
    fc.property(version, version, (own, other) => {
      expect(resolveRuntime(manifest, [...releases, { version: other }], own)).toEqual(at(own));
    }),
  );
});

test("the runtime of a lane is resolved once for each of its releases, and is none where the project has none", () => {
  const runtimeIn = laneRuntimes({ runtimes: new Map([["engine", { folder: "", manifest, releases: [] }]]) });
  const [one, two] = ["1.0.0", "2.0.0"].map((version) => ({ runtime: "engine", version })) as [ReleaseId, ReleaseId];
  expect([runtimeIn(one), runtimeIn(two)]).toEqual([at("1.0.0"), at("2.0.0")]);
  expect(runtimeIn({ ...one })).toBe(runtimeIn(one));
  expect(runtimeIn({ runtime: "other", version: "1.0.0" })).toBeUndefined();
});

import { describe, expect, test } from "vitest";
import { normaliseCase } from "../catalog/contract.ts";
import { lane, runtime, workload } from "../plan/catalog.fixture.ts";
import { type Catalog, isMeasured, referenceLanguage, referenceLanguages } from "./catalog.ts";
import { claims } from "./claims.ts";
import { isLasting, needsTwoRuns } from "./contract.ts";
import { hexOf } from "./digest.ts";
import { knownFailure, knownFlake } from "./expectation.ts";
import type { Package } from "./generated/package.ts";
import { type Lane, laneTarget, laneWords, sharesFiles } from "./lane.ts";
import { expressible } from "./matrix.ts";
import { takenBy, usedPackages } from "./packages.ts";
import { missingOf, type Provisioned, placeholderValues } from "./provisioned.ts";

describe("languages that others are held against", () => {
  const language = (id: string, reference?: number): [string, Catalog["languages"] extends ReadonlyMap<string, infer L> ? L : never] => [
    id,
    { folder: `/l/${id}`, manifest: { id, name: id.toUpperCase(), tier: 1, toolchain: {}, ...(reference === undefined ? {} : { reference }) } },
  ];

  test("are in the order of their ranks; those without one are none", () => {
    const languages = new Map([language("zig", 3), language("go"), language("c", 1), language("rust", 2)]);
    expect(referenceLanguages({ languages })).toEqual(["c", "rust", "zig"]);
    expect(referenceLanguage({ languages })).toEqual({ id: "c", name: "C" });
    expect(referenceLanguage({ languages: new Map([language("go")]) })).toBeUndefined();
  });
});

describe("a case", () => {
  test("is measured where its workload is a benchmark, or it says so itself", () => {
    const cases = [{ id: "one" }, { id: "two", bench: true }];
    const [, probe] = workload("p", ["c"], cases);
    const [, benchmark] = workload("b", ["c"], cases, "benchmark");
    expect(["one", "two", "three"].map((id) => isMeasured(probe, id))).toEqual([false, true, false]);
    expect(["one", "two"].map((id) => isMeasured(benchmark, id))).toEqual([true, true]);
  });

  test("has streams that last, and others that mean something in one run alone", () => {
    const lasting = ["exact", "per-engine", "fresh", "now", "free"].map((match) => isLasting({ match } as Parameters<typeof isLasting>[0]));
    expect(lasting).toEqual([true, true, false, false, false]);
    const fresh = { match: "fresh", size: 16, draws: 64 } as const;
    const [plain, random] = [{ exit: 0 } as const, { exit: 0, stderr: fresh } as const].map((expected) => {
      const program = normaliseCase({ id: "x", needs: [], expect: expected }).programs["main"];
      return program && needsTwoRuns(program);
    });
    expect([plain, random]).toEqual([false, true]);
  });
});

describe("a claim", () => {
  test("of any version is a claim", () => {
    const target = { claims: ["stdout", { capability: "links", range: ">=48" }] } as Parameters<typeof claims>[0];
    expect(["stdout", "links", "udp"].map((capability) => claims(target, capability))).toEqual([true, true, false]);
  });
});

describe("a known failure", () => {
  const entry = { cells: "args/*,*/*.wasip1,w@1*", reason: "it is known", until: "2099-01-01" };

  test("fits whole cells by its pattern, and nothing of it is a regular expression", () => {
    const { pattern } = knownFailure({ ...entry, cause: "exit" });
    expect(pattern.test("args/plain,c/cc.wasip1,w@1.2.3/nil:host-x86_64")).toBe(true);
    expect(pattern.test("xargs/plain,c/cc.wasip1,w@1.2.3/nil:host-x86_64")).toBe(false);
    expect(pattern.test("args/plain,c/ccXwasip1,w@1.2.3/nil:host-x86_64")).toBe(false);
  });

  test("has a cause; a flake has none", () => {
    expect(knownFailure({ ...entry, cause: "exit", releases: "<2", link: "https://example.org" })).toMatchObject({
      ...{ kind: "failure", cause: "exit", releases: "<2", link: "https://example.org" },
    });
    expect(knownFlake(entry)).toMatchObject({ kind: "flake", cause: undefined, releases: undefined, reason: "it is known" });
  });
});

describe("packages", () => {
  const onPath: Package = { from: "path", path: { command: "x", version: [], range: "*", hint: "-" } };
  const crate = { from: "cargo", name: "tiny", takes: ["maker"], steps: [], bin: {} } as unknown as Package;

  test("that only build others run nothing", () => {
    expect([takenBy(crate), takenBy(onPath)]).toEqual([["maker"], []]);
    expect(usedPackages({ engine: crate, maker: onPath, extra: onPath })).toEqual(["engine", "extra"]);
  });

  test("give their folders and programs to commands; a later one's variables count", () => {
    const pack = (id: string, env: Record<string, string>): Provisioned => ({
      ...{ ok: true, id, folder: `/s/${id}`, bin: { [id]: `/s/${id}/bin` }, env, digest: "d", origin: "store" },
    });
    expect(placeholderValues([pack("a", { X: "1", Y: "1" }), pack("b", { X: "2" })])).toEqual({
      values: { "package.a": "/s/a", "bin.a": "/s/a/bin", "package.b": "/s/b", "bin.b": "/s/b/bin" },
      env: { X: "2", Y: "1" },
    });
    const lacking = { ok: false, id: "c", evidence: [{ name: "c", pass: false, hint: "get it" }] } as const;
    expect(missingOf([pack("a", {}), lacking, lacking])).toHaveLength(2);
  });
});

describe("a lane", () => {
  const variant = { slow: { about: "slow", argv: ["--slow"], targets: ["wasip1"] } };
  const made = runtime("made", { wasip1: {}, wasip2: {} }, [{ version: "1.0.0", current: true }]);
  const own = lane({ ...made, manifest: { ...made.manifest, variant, keep: { kvm: { argv: ["--kvm"] }, nil: { argv: ["--none"] } } } }, "1.0.0");
  const at = (rest: Partial<Lane["id"]>): Pick<Lane, "id" | "runtime"> => ({ runtime: own.runtime, id: { ...own.id, ...rest } });

  test("has the targets of its runtime, and in a variant those of the variant alone", () => {
    const targets = (rest: Partial<Lane["id"]>): boolean[] => ["wasip1", "wasip2", "wasip9"].map((target) => laneTarget(at(rest), target) !== undefined);
    expect(targets({})).toEqual([true, true, false]);
    expect(targets({ variant: "slow" })).toEqual([true, false, false]);
  });

  test("has the words of its variant, and of its Keep where the runtime makes that itself", () => {
    expect(laneWords(at({}))).toEqual({ variant: [], keep: ["--none"] });
    expect(laneWords(at({ variant: "slow", keep: "kvm" }))).toEqual({ variant: ["--slow"], keep: ["--kvm"] });
    // In a machine the runtime makes none.
    expect(laneWords(at({ keep: "kvm", launcher: "qemu" })).keep).toEqual(["--none"]);
    expect(laneWords(at({ keep: "sgx" })).keep).toEqual([]);
  });

  test("shares files with this machine unless it is a machine of its own", () => {
    expect(["host", "qemu-user", "qemu", "snp-vm"].map((launcher) => sharesFiles({ ...own.id, launcher }))).toEqual([true, true, false, false]);
  });
});

test("a square counts all cells but those that its lane cannot set up", () => {
  const none = { passed: 0, failed: 0, known: 0, surprising: 0, flaky: 0, unsupported: 0, broken: 0, untrusted: 0, inexpressible: 0, lost: 0 };
  const kinds = Object.keys(none) as (keyof typeof none)[];
  expect(kinds.filter((kind) => expressible({ ...none, [kind]: 1 }) === 0)).toEqual(["inexpressible"]);
});

test("a digest gives names of any length", () => {
  const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
  expect([hexOf(digest).length, hexOf(digest, 12)]).toEqual([64, "0123456789ab"]);
});

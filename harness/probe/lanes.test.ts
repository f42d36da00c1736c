import { chmodSync, writeFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import type { Probe } from "../model/generated/keep.ts";
import type { Package } from "../model/generated/package.ts";
import type { Lane } from "../model/lane.ts";
import type { LaneCandidate } from "../plan/candidates.ts";
import { probeEntry } from "./entry.ts";
import type { NotReady, ProbeGround } from "./ground.ts";
import { candidateOf, groundOf, program } from "./probe.fixture.ts";
import { probeAll, probeToolchain } from "./probe.ts";
import { probeLane } from "./probe-lane.ts";

const there: Probe = { name: "it is there", file: "/dev/null", hint: "-" };
const gone: Probe = { name: "it is gone", file: "/no/such/file", hint: "make it" };
const lane = (state: Lane | NotReady): Lane => {
  if (!("runtime" in state)) throw new Error(JSON.stringify(state.evidence));
  return state;
};
const lacks = (state: Lane | NotReady): string[] => ("runtime" in state ? ["it is there"] : state.evidence.filter(({ pass }) => !pass).map(({ name }) => name));

describe("a lane", () => {
  const probe = (ground: ProbeGround, rest: Partial<LaneCandidate> = {}) => probeLane(ground, candidateOf(rest));

  test("goes by the version that its engine reports, and has its runtime as it is there", async () => {
    const { ground, runtime } = groundOf(() => ({ stdout: "2.0.1" }));
    const target = { wasip1: { mode: { run: [{ argv: ["/new"], range: ">=2" }, { argv: ["/old"] }] }, claims: [] } };
    const own = lane(await probe(ground({ runtimes: [runtime({ target })] }), { release: { current: true } }));
    expect(own.text).toMatch(/^made@2\.0\.1\/nil:host-/);
    expect(own.runtime.target["wasip1"]?.mode.run).toEqual(["/new"]);
    expect(own).toMatchObject({ slowdown: 1, digest: expect.stringMatching(/^sha256:/) });
    expect(own).not.toHaveProperty("unattested");
  });

  test.each<[string, string, string]>([
    ["reports another version", "1.9.9", "Made reports version 1.2.3"],
    ["tells no version", "hello", "Made starts"],
  ])("is none where its engine %s", async (_, stdout, name) => {
    const { ground } = groundOf(() => ({ stdout }));
    const state = await probe(ground());
    expect([lacks(state), (state as NotReady).id]).toEqual([[name], expect.stringMatching(/^made@1\.2\.3\/nil:host-/)]);
  });

  test("of a binary on disk is that binary, whatever version it reports", async () => {
    const { ground, at } = groundOf(() => ({ stdout: "0.0.0-dev" }));
    program(at("own"), "candidate");
    const release = { version: `path:${at("own/candidate")}`, current: true };
    const first = lane(await probe(ground(), { release }));
    expect(first.id.version).toBe(release.version);
    writeFileSync(at("own/candidate"), "#!/bin/sh\n# another build\n");
    chmodSync(at("own/candidate"), 0o755);
    expect(lane(await probe(ground(), { release })).digest).not.toBe(first.digest);
    chmodSync(at("own/candidate"), 0o644);
    expect(lacks(await probe(ground(), { release }))).toEqual([`${at("own/candidate")} can be executed`]);
  });

  test.each([
    ["a script", "#!/bin/sh\nexec ./beside\n", /^candidate is a script, and files that it names are not there for it: .* GATEHOUSE_LAUNCHER=uncontained$/],
    ["a program", "\u007fELF", /^what it needs may be missing/],
  ])("of a binary on disk that does not start says what to do: %s", async (_, text, hint) => {
    const { ground, at } = groundOf(() => ({ stdout: "", stderr: "beside: not found", code: 127 }));
    program(at("own"), "candidate");
    writeFileSync(at("own/candidate"), text);
    chmodSync(at("own/candidate"), 0o755);
    const state = await probe(ground(), { release: { version: `path:${at("own/candidate")}`, current: true } });
    expect(state).toMatchObject({
      ok: false,
      evidence: [{ name: "Made starts", info: expect.stringContaining("beside: not found"), hint: expect.stringMatching(hint) }],
    });
  });

  test("in a variant has it; a version without that variant has no such lane", async () => {
    const { ground, runtime } = groundOf();
    const variant = { fast: { about: "fast", argv: ["--fast"] }, late: { about: "late", argv: ["--late"], range: ">=2" } };
    const own = ground({ runtimes: [runtime({ variant })] });
    expect(lane(await probe(own, { variant: "fast" })).text).toContain("+fast/");
    expect(lacks(await probe(own, { variant: "late" }))).toEqual(["Made has the variant late"]);
  });

  test("in a Keep is wrapped by it, slower by its factor and by that of the release, and counts only if somebody attests it", async () => {
    const { ground, keep, asked } = groundOf();
    const strong = keep({ id: "strong", name: "Strong", confidential: true, launcher: [{ kind: "host", wrap: ["{manifest}/wrap"], slowdown: 3 }] });
    const release = { version: "1.2.3", current: true, slowdown: 2 };
    const own = lane(await probe(ground({ keeps: [strong] }), { keep: "strong", launcher: { kind: "host", wrap: ["{manifest}/wrap"], slowdown: 3 }, release }));
    expect([own.slowdown, own.entry.wrap, asked[0]?.argv]).toEqual([6, [`${strong.folder}/wrap`], [`${strong.folder}/wrap`, "/engine", "--version"]]);
    expect(own.unattested).toContain("nobody has verified an attestation");
  });

  test("that its runtime makes itself takes what the runtime asks of the machine", async () => {
    const { ground, runtime, keep } = groundOf();
    const keeps = [keep({ id: "own" })];
    const probed = async (evidence: Probe[], range?: string) => {
      const made = { own: { argv: ["--keep"], evidence, ...(range === undefined ? {} : { range }) } };
      return probe(ground({ runtimes: [runtime({ keep: made })], keeps }), { keep: "own" });
    };
    expect(lane(await probed([there])).runtime.keep["own"]?.argv).toEqual(["--keep"]);
    expect(lacks(await probed([there, gone]))).toEqual(["it is gone"]);
  });

  test("is none where its engine cannot be had, and its engine is not asked", async () => {
    const { ground, runtime, asked } = groundOf();
    const engine: Package = { from: "path", path: { command: "no-such-engine", version: ["-v"], range: ">=1", hint: "get it" } };
    expect(lacks(await probe(ground({ runtimes: [runtime({ package: { engine } })] })))).toEqual(["no-such-engine >=1 on PATH"]);
    expect(asked).toEqual([]);
  });
});

describe("a way into a Keep", () => {
  test("is looked at before anything is fetched for it or asked", async () => {
    const { ground, keep } = groundOf();
    const unwanted: Package = { from: "path", path: { command: "never-asked", version: [], range: "*", hint: "-" } };
    const strong = keep({ evidence: [there, gone], package: { unwanted }, launcher: [{ kind: "host", packages: ["unwanted"] }] });
    const state = await probeEntry(ground(), strong, { kind: "host", packages: ["unwanted"] }, "x86_64");
    expect(state).toMatchObject({ ok: false, evidence: [{ pass: true }, { pass: false, hint: "make it" }] });
  });

  test("takes packages and what they say", async () => {
    const { ground, keep, at } = groundOf();
    const tool = program(at("bin"), "sandbox");
    const launcher = {
      kind: "host",
      packages: ["tool"],
      wrap: ["{bin.sandbox}"],
      evidence: [{ name: "it runs", command: ["{bin.sandbox}"], holds: "1\\.2", hint: "-" }],
    } as const;
    const state = await probeEntry(
      ground(),
      keep({ package: { tool } }),
      { ...launcher, packages: ["tool"], wrap: ["{bin.sandbox}"], evidence: [...launcher.evidence].map((each) => ({ ...each, command: [...each.command] })) },
      "x86_64",
    );
    expect(state).toMatchObject({ ok: true, entry: { wrap: [at("bin/sandbox")] }, evidence: [{ name: "it runs", pass: true }] });
    const lacking = await probeEntry(
      ground(),
      keep({ package: { tool: { ...tool, path: { command: "absent", version: [], range: "*", hint: "-" } } as typeof tool } }),
      { kind: "host", packages: ["tool"] },
      "x86_64",
    );
    expect(lacking).toMatchObject({ ok: false, evidence: [{ name: "absent * on PATH" }] });
  });

  test("is probed once for all lanes that go it", async () => {
    const { ground, keep } = groundOf();
    const own = ground();
    const [one, two] = [probeEntry(own, keep(), { kind: "host" }, "x86_64"), probeEntry(own, keep(), { kind: "host" }, "x86_64")];
    expect(one).toBe(two);
    expect(probeEntry(own, keep(), { kind: "host" }, "aarch64")).not.toBe(one);
    await one;
  });
});

describe("a toolchain", () => {
  test("has the version that it reports and the digest of its packages", async () => {
    const { ground } = groundOf(() => ({ stdout: "cc 19.1" }));
    expect(await probeToolchain(ground(), "c", "cc")).toMatchObject({ ok: true, id: "c/cc", version: "19.1", digest: expect.stringMatching(/^sha256:/) });
    await expect(probeToolchain(ground(), "c", "absent")).rejects.toThrow("there is no toolchain c/absent");
  });

  test("is lacking with why", async () => {
    const { ground, language } = groundOf(() => ({ code: 1, stderr: "no libc" }));
    expect(await probeToolchain(ground(), "c", "cc")).toMatchObject({ ok: false, evidence: [{ name: "c/cc starts", info: "exit 1: no libc" }] });
    const none = language({ package: { engine: { from: "path", path: { command: "absent", version: [], range: "*", hint: "get it" } } } });
    expect(await probeToolchain(ground({ languages: [none] }), "c", "cc")).toMatchObject({ ok: false, evidence: [{ hint: "get it" }] });
  });
});

describe("all that is probed", () => {
  test("leaves out engines that nobody asked for and that are not here, unless a variable names one", async () => {
    const { ground, runtime } = groundOf(() => ({ stdout: "nothing" }));
    const engine: Package = { from: "path", path: { command: "engine", version: ["-v"], range: ">=1", hint: "-", "named-by": "MADE_ENGINE" } };
    const own = ground({ runtimes: [runtime({ package: { engine } })] });
    const optional = candidateOf({ release: { current: true, optional: true } });
    expect((await probeAll(own, [], [optional])).lanes).toEqual([]);
    expect((await probeAll(own, [], [candidateOf()])).lanes).toHaveLength(1);
    vi.stubEnv("MADE_ENGINE", "/somewhere/engine");
    expect((await probeAll(own, [], [optional])).lanes).toMatchObject([{ ok: false }]);
  });

  test("has one lane where two releases turn out to be the same", async () => {
    const { ground } = groundOf();
    const { lanes, toolchains } = await probeAll(ground(), [{ language: "c", toolchain: "cc" }], [candidateOf(), candidateOf({ release: { current: true } })]);
    expect(lanes.map((each) => ("runtime" in each ? each.text.split("/")[0] : "missing"))).toEqual(["made@1.2.3"]);
    expect(toolchains).toHaveLength(1);
  });
});

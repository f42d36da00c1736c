import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { observed } from "../judge/seen.fixture.ts";
import type { Observation } from "../model/generated/journal.ts";
import type { Claim } from "./ending.ts";
import { type Once, proveClaim } from "./prove.ts";
import { namesOf } from "./variants.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-prove-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const wasm = join(scratch, "program.wasm");
writeFileSync(wasm, Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
const limits = { timeMs: 10_000, silenceMs: undefined, memoryMib: 1, outputMib: 1, processes: 1 };
const trial = { name: "trial", wasm, limits, expected: { stdinFile: "/input", stdout: undefined, stderr: undefined, files: new Map() } };
const folders = { scratch, caches: join(scratch, "caches") };

const facts: Observation = { ...observed(), raw: { code: 1, signal: null }, ending: { how: "exit", code: 1, says: "trap: unreachable" } };
const claimed = (proof: Claim["proof"], how: Claim["how"] = "trap"): Claim => ({ how, proof, message: "unreachable" });
const once = (claim: Claim | undefined, said = "", observation = facts): Once => ({ observation, claim, said });

interface Seen {
  readonly wasm: Buffer;
  readonly stdin: string;
  readonly timeMs: number;
  readonly caches: string;
}

/** Proves a claim where the other run gives `answer`; tells what that run was given. */
const prove = async (own: Once, answer: (name: string) => Once, again = true): Promise<{ found: Observation; runs: Seen[] }> => {
  const runs: Seen[] = [];
  const run = (other: typeof trial, { caches }: typeof folders): Promise<Once> => {
    const bytes = readFileSync(other.wasm);
    runs.push({ wasm: bytes, stdin: other.expected.stdinFile, timeMs: other.limits.timeMs, caches });
    return Promise.resolve(answer(/gatehouse-[0-9a-f]+/.exec(namesOf(bytes)?.toString("latin1") ?? "")?.[0] ?? ""));
  };
  const found = await proveClaim(own, trial, folders, run, again);
  expect(readdirSync(scratch)).toEqual(["program.wasm"]);
  return { found, runs };
};

describe("an ending that words claim", () => {
  test("takes no other run where nothing is claimed, or where the program cannot run again", async () => {
    for (const [own, again] of [[once(undefined), true] as const, [once(claimed("named")), false] as const]) {
      const { found, runs } = await prove(own, () => once(claimed("named")), again);
      expect([found, runs]).toEqual([facts, []]);
    }
  });

  test("is proven where the mute artifact, which gets no input and a cache of its own, ends alike", async () => {
    const { found, runs } = await prove(
      once(claimed("mute", "missing-import")),
      () => once({ ...claimed("mute", "missing-import"), message: "its own words" }),
      false,
    );
    expect(found).toEqual({ ...facts, ending: { how: "missing-import", code: 1, message: "its own words" } });
    expect(runs).toEqual([{ wasm: readFileSync(wasm), stdin: "/dev/null", timeMs: 60_000, caches: expect.stringContaining("trial-mute") }]);
    expect(existsSync(runs[0]?.caches as string)).toBe(false);
  });

  test.each<[string, Claim | undefined]>([
    ["in silence", undefined],
    ["otherwise", claimed("mute", "start")],
  ])("is none where the mute artifact ends %s", async (_, claim) => {
    expect((await prove(once(claimed("mute", "missing-import")), () => once(claim))).found).toBe(facts);
  });

  test("is proven where the trace of another run holds the name that its module got: then that run's facts count, but not its words", async () => {
    const other = { ...facts, argv: ["other"], wallMs: 77, stderr: { size: 9, digest: "sha256:named" } };
    const { found, runs } = await prove(once(claimed("named")), (name) => once(claimed("named"), `trap at ${name}.f`, other));
    expect(found).toEqual({ ...facts, wallMs: 77, ending: { how: "trap", code: 1, message: "unreachable" } });
    expect(runs[0]).toMatchObject({ stdin: "/input", timeMs: 10_000 });
  });

  test.each<[string, (name: string) => Once]>([
    ["holds another name", () => once(claimed("named"), "trap at gatehouse-0123456789ab.f")],
    ["claims nothing, and says the name", (name) => once(undefined, name)],
    ["claims another ending", (name) => once(claimed("named", "start"), name)],
  ])("is none where the other run %s", async (_, answer) => {
    expect((await prove(once(claimed("named")), answer)).found).toBe(facts);
  });

  test("is none where no other artifact can be made", async () => {
    const broken = join(scratch, "broken");
    writeFileSync(broken, "no module");
    const run = (): Promise<Once> => Promise.reject(new Error("there is nothing to run"));
    for (const proof of ["mute", "named"] as const) expect(await proveClaim(once(claimed(proof)), { ...trial, wasm: broken }, folders, run, true)).toBe(facts);
    rmSync(broken);
  });
});

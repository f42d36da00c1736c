import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keepArtifact } from "../build/artifact.ts";
import { keepCandidate } from "../host/candidate.ts";
import { randomName } from "../host/digest.ts";
import { makeWhole } from "../host/files.ts";
import { sealPackage } from "../host/installed.ts";
import { Progress } from "../report/progress.ts";
import { verifyStore } from "./verify-store.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-verify-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const filled = async () => {
  const store = join(scratch, randomName());
  const [drafts, source] = [join(store, "tmp"), join(store, "tmp/source")];
  mkdirSync(drafts, { recursive: true });
  const folder = join(store, "packages/engine-1");
  await makeWhole(folder, drafts, async (draft) => {
    writeFileSync(join(draft, "engine"), "engine");
    await sealPackage(draft, folder, "engine", "sha256:1");
  });
  writeFileSync(source, Buffer.from("0061736d01000000", "hex"), { mode: 0o755 });
  await makeWhole(join(store, "artifacts/a"), drafts, async (draft) => keepArtifact(source, draft, 1, "module"));
  const candidate = await keepCandidate(source, store);
  // Of an older Gatehouse, and used by nobody.
  mkdirSync(join(store, "prepared/old"), { recursive: true });
  const lines: string[] = [];
  const progress = new Progress({ write: (text) => void lines.push(text), moving: false, now: () => 0 });
  return {
    store,
    engine: join(folder, "engine"),
    artifact: join(store, "artifacts/a/artifact.json"),
    candidate,
    verify: (repair = false) => verifyStore(store, repair, progress),
    lines,
  };
};

test("a store is read whole, and is what was put there", async () => {
  const { store, verify, lines } = await filled();
  expect(await verify()).toEqual({ store, read: 3, changed: [] });
  expect(lines.join("")).toContain("verify 3/3");
});

test("what was changed is named, and repairing moves it aside, so that it is installed or made again", async () => {
  const { store, verify, engine, artifact, candidate } = await filled();
  for (const path of [engine, artifact, candidate.path]) writeFileSync(path, "changed");
  const { changed } = await verify();
  expect(changed.map(({ what }) => what)).toEqual([
    expect.stringMatching(/engine-1\/engine is not what was installed/),
    expect.stringMatching(/artifacts\/a does not hold what was built/),
    expect.stringContaining(`${candidate.path} is not what was installed`),
  ]);
  expect((await verify(true)).changed.map(({ moved }) => moved?.startsWith(join(store, "changed/")))).toEqual([true, true, true]);
  expect([await verify(), readdirSync(join(store, "changed")).length]).toEqual([{ store, read: 0, changed: [] }, 3]);
});

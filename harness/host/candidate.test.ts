import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { keepCandidate } from "./candidate.ts";
import { digest, randomName } from "./digest.ts";

const scratch = mkdtempSync(join(tmpdir(), "gatehouse-candidate-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const fresh = (text: string) => {
  const base = join(scratch, randomName());
  const path = join(base, "engine");
  mkdirSync(join(base, "store/tmp"), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return { path, keep: () => keepCandidate(path, join(base, "store")) };
};

describe("a program by its path", () => {
  test("runs as a copy of what was digested, whatever becomes of the path", async () => {
    const { path, keep } = fresh("first");
    const first = await keep();
    writeFileSync(path, "second build");
    const second = await keep();
    expect([first, second].map((kept) => [readFileSync(kept.path, "utf8"), kept.digest, statSync(kept.path).mode & 0o777])).toEqual([
      ["first", digest("first"), 0o755],
      ["second build", digest("second build"), 0o755],
    ]);
    expect(await keep()).toEqual(second);
    writeFileSync(path, "first");
    expect(await keep()).toEqual(first);
  });

  test("is copied again where its copy was changed or taken away", async () => {
    const { keep } = fresh("engine");
    const kept = await keep();
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    writeFileSync(kept.path, "ENGINE");
    expect([await keep(), readFileSync(kept.path, "utf8")]).toEqual([kept, "engine"]);
    rmSync(kept.path);
    expect([await keep(), readFileSync(kept.path, "utf8")]).toEqual([kept, "engine"]);
    vi.restoreAllMocks();
  });
});

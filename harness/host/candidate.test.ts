import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { keepCandidate, scriptHint } from "./candidate.ts";
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

describe("a script on trial", () => {
  const hintOf = (text: (folder: string) => string): string | undefined => {
    const { path } = fresh("");
    writeFileSync(path, text(dirname(path)));
    return scriptHint(path);
  };

  test.each<[string, (folder: string) => string, string]>([
    ["by its path", (folder) => `#!/bin/sh\nexec ${folder}/real "$@"\n`, "gatehouse-candidate-"],
    ["by how it was started", () => '#!/bin/sh\nexec "$(dirname "$0")/real" "$@"\n', "$0"],
    ["as Bash does", () => "#!/bin/bash\n. $(dirname $BASH_SOURCE)/lib\n", "BASH_SOURCE"],
    ["as Python does", () => "#!/usr/bin/env python3\nimport os; os.path.dirname(__file__)\n", "__file__"],
  ])("names its own folder %s", (_, text, found) => {
    expect(hintOf(text)).toMatch(/^engine is a script that names its own folder [(].*: give the program that it starts/);
    expect(hintOf(text)).toContain(found);
  });

  test.each<[string, string]>([
    ["a script that names other places", '#!/bin/sh\nexec /opt/engine "$@"\n'],
    ["a program", "\x7fELF$0"],
    ["nothing", ""],
  ])("%s is no such script", (_, text) => expect(hintOf(() => text)).toBeUndefined());

  test("that is gone is none", () => expect(scriptHint(join(scratch, "gone"))).toBeUndefined());
});

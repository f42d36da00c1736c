import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { which } from "../host/which.ts";
import { formatFindings } from "./format.ts";

const root = mkdtempSync(join(tmpdir(), "gatehouse-format-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.skipIf(!which("rustfmt"))("rustfmt looks at each file alone: the template may have its modules", async () => {
  const folder = mkdtempSync(join(root, "rust-"));
  writeFileSync(join(folder, "main.rs"), "mod elsewhere;\n\nfn main() {}\n");
  expect(await formatFindings([folder], folder, [])).toMatchObject([{ state: "ok", detail: "1 .rs by rustfmt" }]);
  writeFileSync(join(folder, "second.rs"), "fn  second() {}\n");
  const [finding] = await formatFindings([folder], folder, []);
  expect(finding?.state).toBe("failed");
  expect(finding?.lines[0]).toBe("do: rustfmt --edition 2021 < second.rs");
});

test("what has no formatter is said not to be checked", async () => {
  const folder = mkdtempSync(join(root, "other-"));
  writeFileSync(join(folder, "main.ada"), "x");
  expect(await formatFindings([folder], root, [])).toMatchObject([{ state: "not checked", detail: "no formatter at hand: .ada" }]);
});

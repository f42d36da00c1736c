import { expect, test } from "vitest";
import { versionWords } from "./lane.ts";

test("an engine is asked for its version as its release takes it, else as its runtime does", () => {
  const manifest = {
    version: ["{bin.engine}", "--version"],
    release: [{ current: true }, { version: "0.6.0", current: false }, { version: "0.5.0", current: false, ask: ["{bin.engine}", "info"] }],
  } as const;
  const asked = (version: string): string | undefined => versionWords({ id: { version }, manifest: manifest as never })[1];
  expect(["0.6.0", "0.5.0", "0.7.0", "path:/x/engine"].map(asked)).toEqual(["--version", "info", "--version", "--version"]);
});

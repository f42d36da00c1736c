import { describe, expect, test } from "vitest";
import { exitCodes, formatPlace, GatehouseError } from "./errors.ts";

describe("an error that commands show", () => {
  test("is one of usage unless it says that the harness is at fault", () => {
    expect(new GatehouseError("run/unknown", "there is no such run", { hint: "name another" })).toMatchObject({ exitCode: exitCodes.usage, place: undefined });
    expect(new GatehouseError("run/stuck", "it hangs", { hint: "report it", exitCode: 3 }).exitCode).toBe(exitCodes.harness);
  });

  test("keeps what caused it, and is an error by its own name", () => {
    const cause = new Error("ENOENT");
    const error = new GatehouseError("a/b", "message", { hint: "hint", cause });
    expect([error.cause, error.name, error instanceof Error]).toEqual([cause, "GatehouseError", true]);
  });

  test("quotes no more of a manifest than anybody reads", () => {
    const { message } = new GatehouseError("a/b", "x".repeat(5000), { hint: "hint" });
    expect([message.length, message.endsWith("…")]).toEqual([1000, true]);
    expect(new GatehouseError("a/b", "x".repeat(1000), { hint: "hint" }).message).toHaveLength(1000);
  });

  test.each([
    [{ file: "a.toml" }, "a.toml"],
    [{ file: "a.toml", line: 3 }, "a.toml:3:1"],
    [{ file: "a.toml", line: 3, column: 7 }, "a.toml:3:7"],
    [{ file: "a.toml", path: "/case/0" }, "a.toml: /case/0"],
    [{ file: "a.toml", line: 3, column: 7, path: "/case/0" }, "a.toml:3:7: /case/0"],
  ])("has its place as an editor takes it: %j", (place, text) => {
    expect(formatPlace(place)).toBe(text);
  });

  test("has an exit code that a caller can decide on, and no two are alike", () => {
    expect(Object.values(exitCodes)).toEqual([0, 1, 2, 3]);
  });
});

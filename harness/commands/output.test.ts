import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { foldRun } from "../judge/fold.ts";
import { madeLines } from "../judge/run.fixture.ts";
import { toSummary } from "../judge/summary.ts";
import { GatehouseError } from "../model/errors.ts";
import { styleOf } from "../report/style.ts";
import { replay } from "../report/subscriber.ts";
import { ownFolder } from "../review/project.fixture.ts";
import { tellCi } from "./ci.ts";
import { openOutlets } from "./outlets.ts";
import { errorLines, print } from "./output.ts";

let said = { stdout: "", stderr: "" };
beforeEach(() => {
  said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      said[name] += String(text);
      return true;
    });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("a result", () => {
  test("is its lines, or its value as JSON", () => {
    print(false, { a: 1 }, () => ["one", "two"]);
    expect(said.stdout).toBe("one\ntwo\n");
    print(true, { a: 1 }, () => ["one", "two"]);
    expect(JSON.parse(said.stdout.slice("one\ntwo\n".length))).toEqual({ a: 1 });
  });

  test.each(["\u009b31m", "\u202eabc", "\u2028", "\u007f", "\u{e0041}", "\u001b[2J"])("in JSON harms no terminal, and stays what it is: %j", (text) => {
    print(true, [text], () => []);
    expect(said.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\x7f-\x9f\u2028\u2029]|\p{Cf}/u);
    expect(JSON.parse(said.stdout)).toEqual([text]);
  });
});

describe("an error", () => {
  const style = styleOf(true);

  test("of a user is its place, message, code and hint", () => {
    const error = new GatehouseError("manifest/x", "it is \u001b[31mwrong", { hint: "mend it", place: { file: "a.toml", line: 3, column: 4 } });
    expect(errorLines(error, style)).toEqual(["error: a.toml:3:4: it is \\x1b[31mwrong [manifest/x]", "  mend it"]);
  });

  test("may list more below its hint, each safe on a line of its own", () => {
    const error = new GatehouseError("x/y", "several fit", { hint: "name one:", more: ["a", "b\n::error::c"] });
    expect(errorLines(error, style)).toEqual(["error: several fit [x/y]", "  name one:", "  a", "  b\\n::error::c"]);
  });

  test("of ours keeps its stack", () => {
    const [first = "", last] = errorLines(new Error("no such thing"), style);
    expect(first).toMatch(/^harness fault: Error: no such thing\n {4}at /);
    expect(last).toBe("  report it with the command that shows it");
    expect(errorLines("text", style)[0]).toBe("harness fault: text");
  });
});

describe("a CI service", () => {
  test("is told annotations and a page, and only there", () => {
    const page = join(ownFolder(), "page.md");
    vi.stubEnv("GITHUB_STEP_SUMMARY", page);
    vi.stubEnv("GITHUB_ACTIONS", "");
    const tell = (): void =>
      tellCi(
        () => ["::error::x"],
        () => "# page\n",
      );
    tell();
    expect(said.stderr).toBe("");
    vi.stubEnv("GITHUB_ACTIONS", "true");
    tell();
    expect([said.stderr, readFileSync(page, "utf8")]).toEqual(["::error::x\n", "# page\n"]);
  });
});

describe("the outlets of a run", () => {
  const lines = madeLines({ "a/x,c/cc.wasip1": {} });
  const summary = toSummary(foldRun(lines[0], lines), { needs: () => [], compiler: () => "c", foreign: () => [] }, "/x/journal.ndjson");
  const none = { json: false, junit: undefined, markdown: undefined };

  test("say nothing before the end, nor of a run that broke off", () => {
    vi.stubEnv("GITHUB_ACTIONS", "");
    const audience = openOutlets(none);
    replay(lines, audience);
    audience.end(undefined);
    expect(said).toEqual({ stdout: "", stderr: "" });
  });

  test("are standard output, and the files that were asked for", () => {
    vi.stubEnv("GITHUB_ACTIONS", "");
    const folder = ownFolder();
    const audience = openOutlets({ json: true, junit: join(folder, "a.xml"), markdown: join(folder, "a.md") });
    replay(lines, audience);
    audience.end(summary);
    expect(JSON.parse(said.stdout)).toMatchObject({ run: lines[0].run, totals: { passed: 2 }, journal: "/x/journal.ndjson" });
    expect(readFileSync(join(folder, "a.xml"), "utf8")).toMatch(/name="a\/x" time="0.00\d"/);
    expect(readFileSync(join(folder, "a.md"), "utf8")).toContain("2 of 2 cells passed");
    expect(audience.broken()).toEqual([]);
  });

  test("that cannot be written are refused before anything is heard", () => {
    const folder = ownFolder();
    writeFileSync(join(folder, "file"), "");
    expect(() => openOutlets({ json: false, junit: join(folder, "file/a.xml"), markdown: undefined })).toThrow(
      expect.objectContaining({ code: "usage/output" }),
    );
  });

  test("that fail are named, and the rest is written all the same", () => {
    vi.stubEnv("GITHUB_ACTIONS", "");
    const folder = ownFolder();
    mkdirSync(join(folder, "lost"));
    const audience = openOutlets({ json: false, junit: join(folder, "lost/a.xml"), markdown: join(folder, "a.md") });
    // It could be written when the run began.
    rmSync(join(folder, "lost"), { recursive: true });
    writeFileSync(join(folder, "lost"), "");
    replay(lines, audience);
    audience.end(summary);
    expect(audience.broken()).toEqual(["JUnit"]);
    expect(said.stderr).toMatch(/^JUnit failed: .*\n$/);
    expect(said.stdout).toContain("2 cells: 2 passed");
    expect(readFileSync(join(folder, "a.md"), "utf8")).toContain("2 of 2 cells passed");
  });
});

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { laidFolders, layFolders, storeFolder } from "./environment.ts";
import { findProject, home, isPacked, isWhole, projectFile, shownPath } from "./home.ts";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "gatehouse-home-")));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

const project = join(scratch, "project");
mkdirSync(join(project, "deep/deeper"), { recursive: true });
writeFileSync(join(project, projectFile), "");

describe("the project", () => {
  test.each([".", "deep", "deep/deeper"])("is the folder with gatehouse.toml, from %s upwards", (from) => {
    expect(findProject(join(project, from))).toBe(project);
  });

  test("is none where nobody says so", () => expect(findProject(scratch)).toBeUndefined());

  test("lies over a catalog, and is none itself", () => {
    expect([isWhole(project), isWhole(home), isWhole(scratch)]).toEqual([false, true, true]);
  });
});

describe("the store", () => {
  test("of a checkout is its own, also for projects that lie over its catalog", () => {
    vi.stubEnv("GATEHOUSE_STORE", "");
    expect(isPacked).toBe(false);
    expect(storeFolder(home)).toBe(join(home, ".gatehouse"));
    expect(storeFolder(scratch)).toBe(join(scratch, ".gatehouse"));
    expect(storeFolder(project)).toBe(join(home, ".gatehouse"));
  });

  test("is the one that GATEHOUSE_STORE names", () => {
    vi.stubEnv("GATEHOUSE_STORE", "there");
    expect(storeFolder(home)).toBe(join(process.cwd(), "there"));
  });
});

test.each([
  ["languages/c", "languages/c"],
  [".", ""],
  ["../beside", join(scratch, "beside")],
  [homedir(), homedir()],
])("%s is called %j", (path, shown) => {
  expect(shownPath(project, path.startsWith("/") ? path : join(project, path))).toBe(shown);
});

test("folders that a command lays over the catalog stand for the whole process, with their full paths", () => {
  vi.stubEnv("GATEHOUSE_WITH", "");
  expect(laidFolders()).toEqual([]);
  layFolders([project, "beside"]);
  expect(laidFolders()).toEqual([project, join(process.cwd(), "beside")]);
});

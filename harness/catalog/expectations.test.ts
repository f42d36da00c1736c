import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { GatehouseError } from "../model/errors.ts";
import { loadExpectations } from "./expectations.ts";
import { loadCatalog } from "./load.ts";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-expectations-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const catalog = await loadCatalog(join(import.meta.dirname, "../.."));

const report = "https://github.com/tetratelabs/wazero/issues/1865";
const whole = {
  cells: "positions/append-position,*,wazero@*",
  cause: "stdout",
  reason: "a reason that is long enough",
  releases: "<1.6.0",
  mended: "1.6.0",
  report,
};

const load = (entry: Readonly<Record<string, string | undefined>>) => {
  const file = join(folder, "some.toml");
  const keys = Object.entries(entry).flatMap(([key, value]) => (value === undefined ? [] : [`${key} = ${JSON.stringify(value)}`]));
  writeFileSync(file, `[[expectation]]\n${keys.join("\n")}\n`);
  return loadExpectations({ ...catalog, expectations: [{ file, whole: true }] });
};

test("what is mended has no end, and tells its report", async () => {
  expect(await load(whole)).toMatchObject([{ mended: "1.6.0", until: "9999-12-31", link: report, reported: true }]);
  expect(await load({ ...whole, mended: undefined, until: "2099-01-01" })).toMatchObject([{ until: "2099-01-01", reported: true }]);
});

test.each<[string, Readonly<Record<string, string | undefined>>, string, string]>([
  ["neither until nor mended", { mended: undefined }, "/until", "neither or both"],
  ["both", { until: "2099-01-01" }, "/until", "neither or both"],
  ["mended in a release that must fail", { mended: "1.5.0" }, "/mended", "is not behind"],
  ["mended without releases", { releases: undefined }, "/mended", "is not behind"],
  ["mended without a report", { report: undefined, link: report }, "/mended", "no public report"],
  ["a link besides", { link: report }, "/link", "both a link and a report"],
  ["a report that the case does not name", { report: "https://github.com/o/r/issues/1" }, "/report", "positions/append-position does not name"],
  ["a pattern that fits another case too", { cells: "positions/append*,*,wazero@*" }, "/report", "positions/append does not name"],
  ["no range", { releases: "old" }, "/releases", "no semver range"],
])("%s is refused at its place", async (_, change, path, message) => {
  const error = (await load({ ...whole, ...change }).catch((thrown: unknown) => thrown)) as GatehouseError;
  expect([error.code, error.place?.path]).toEqual(["expectation/invalid", `/expectation/0${path}`]);
  expect(error.message).toContain(message);
});

import { shownPath } from "../host/home.ts";
import type { Catalog } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import { type Known, knownFailure, knownFlake } from "../model/expectation.ts";
import type { Expectation, ExpectationsFile } from "../model/generated/expectations.ts";
import { fitsStart, globPattern } from "../model/glob.ts";
import { validRange } from "../model/semver.ts";
import { locate } from "./locate.ts";
import { readToml } from "./read-manifest.ts";

const routesOf = (catalog: Catalog, workload: string): string[] =>
  (catalog.workloads.get(workload)?.ports ?? []).flatMap((port) =>
    Object.entries(catalog.languages.get(port.language)?.manifest.toolchain ?? {}).flatMap(([toolchain, { target }]) =>
      Object.keys(target).map((each) => `${port.language}/${toolchain}.${each}`),
    ),
  );

// A pattern that could fit nothing hides a misspelling, or outlived what it was about.
const fitsSomething = (cells: string, catalog: Catalog): boolean => {
  const [cases = "", routes = "", ...lane] = cells.split(",");
  const [runtime = ""] = lane.join(",").split("@");
  const [caseFits, routeFits, runtimeFits] = [cases, routes, runtime].map(globPattern) as [RegExp, RegExp, RegExp];
  if (![...catalog.runtimes.keys()].some((id) => runtimeFits.test(id))) return false;
  if (catalog.unread.some((id) => fitsStart(cases, `${id}/`))) return true;
  return [...catalog.workloads.values()].some(
    ({ manifest }) =>
      manifest.case.some(({ id }) => caseFits.test(`${manifest.id}/${id}`)) && routesOf(catalog, manifest.id).some((route) => routeFits.test(route)),
  );
};

const lint = async (file: string, root: string, text: ExpectationsFile, catalog: Catalog, source: string, whole: boolean): Promise<void> => {
  for (const kind of ["expectation", "flaky"] as const) {
    for (const [index, entry] of (text[kind] ?? []).entries()) {
      const fault = async (key: string, message: string, hint: string): Promise<GatehouseError> =>
        new GatehouseError("expectation/invalid", message, {
          hint,
          place: { file: shownPath(root, file), ...(await locate(source, [kind, index, key])), path: `/${kind}/${index}/${key}` },
        });
      if (whole && !fitsSomething(entry.cells, catalog))
        throw await fault("cells", `${JSON.stringify(entry.cells)} fits no cell that there could be`, "mend the pattern, or remove the entry");
      const { releases } = entry as Partial<Expectation>;
      if (releases !== undefined && validRange(releases) === null)
        throw await fault("releases", `${JSON.stringify(releases)} is no semver range`, 'write for example ">=47 <50"');
    }
  }
};

/** Reads all known failures and flakes of a project. Throws a GatehouseError for a broken file or a pattern that fits nothing. */
export const loadExpectations = async (catalog: Catalog): Promise<Known[]> => {
  const known: Known[] = [];
  for (const { file, whole } of catalog.expectations) {
    const { value, text } = await readToml<ExpectationsFile>("expectations", file, catalog.root);
    await lint(file, catalog.root, value, catalog, text, whole);
    known.push(...(value.expectation ?? []).map(knownFailure), ...(value.flaky ?? []).map(knownFlake));
  }
  return known;
};

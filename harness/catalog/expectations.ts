import { shownPath } from "../host/home.ts";
import type { Catalog, Workload } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import { byPattern, type Known, knownFailure, knownFlake, type OfPattern } from "../model/expectation.ts";
import type { Expectation, ExpectationsFile } from "../model/generated/expectations.ts";
import { fitsStart, globPattern } from "../model/glob.ts";
import { once } from "../model/once.ts";
import { satisfies, validRange } from "../model/semver.ts";
import { locate } from "./locate.ts";
import { readToml } from "./read-manifest.ts";

const routesOf = (catalog: Catalog, workload: Workload): readonly string[] =>
  workload.ports.flatMap((port) =>
    Object.entries(catalog.languages.get(port.language)?.manifest.toolchain ?? {}).flatMap(([toolchain, { target }]) =>
      Object.keys(target).map((each) => `${port.language}/${toolchain}.${each}`),
    ),
  );

// A pattern that could fit nothing hides a misspelling, or outlived what it was about. Files have hundreds of patterns, of few parts.
const fitter = (catalog: Catalog): ((cells: string) => boolean) => {
  const routes = once((id) => routesOf(catalog, catalog.workloads.get(id) as Workload));
  const fits = once((glob) => {
    const pattern = globPattern(glob);
    return once((text) => pattern.test(text));
  });
  const workloadsOf = once((cases) => {
    const [start = ""] = cases.split("/");
    const own = start.includes("*") ? [...catalog.workloads.values()] : [catalog.workloads.get(start)].filter((one) => one !== undefined);
    return own.filter(({ manifest }) => manifest.case.some(({ id }) => globPattern(cases).test(`${manifest.id}/${id}`))).map(({ manifest }) => manifest.id);
  });
  const isUnread = once((cases) => catalog.unread.some((id) => fitsStart(cases, `${id}/`)));
  const runtimes = [...catalog.runtimes.keys()];
  const isRuntime = once((runtime) => runtimes.some(fits(runtime)));
  return (cells) => {
    const [cases = "", route = "", ...lane] = cells.split(",");
    const [runtime = ""] = lane.join(",").split("@");
    if (!isRuntime(runtime)) return false;
    if (isUnread(cases)) return true;
    return workloadsOf(cases).some((id) => routes(id).some(fits(route)));
  };
};

// A case that fits and does not name the report, so that neither is found by the other.
const silentCase = ({ cells, report }: OfPattern<Expectation>, catalog: Catalog): string | undefined => {
  const pattern = globPattern(cells.split(",")[0] ?? "");
  return [...catalog.workloads.values()]
    .flatMap(({ manifest }) => manifest.case.map(({ id, reports }) => ({ name: `${manifest.id}/${id}`, reports })))
    .find(({ name, reports }) => pattern.test(name) && !reports?.includes(report ?? ""))?.name;
};

/** What is wrong with the end or the report of an entry: the key, and what to say of it. */
const faultOf = (entry: OfPattern<Expectation>, catalog: Catalog): readonly [key: string, message: string, hint: string] | undefined => {
  const { releases, report, mended, until, link } = entry;
  if (releases !== undefined && validRange(releases) === null)
    return ["releases", `${JSON.stringify(releases)} is no semver range`, 'write for example ">=47 <50"'];
  if ((mended === undefined) === (until === undefined))
    return ["until", "it has neither or both of until and mended", "mended stands where a release has no failure any more"];
  if (mended !== undefined && (releases === undefined || satisfies(mended, releases)))
    return ["mended", `${mended} is not behind the releases that must fail`, `write for example releases = "<${mended}"`];
  if (report === undefined)
    return mended === undefined ? undefined : ["mended", "no public report tells what was mended", "name it as report, in the case as well"];
  if (link !== undefined) return ["link", "it has both a link and a report", "leave one out"];
  const silent = silentCase(entry, catalog);
  return silent === undefined ? undefined : ["report", `${silent} does not name ${report}`, "add it to the reports of the case"];
};

const lint = async (file: string, text: ExpectationsFile, catalog: Catalog, source: string, fits: (cells: string) => boolean): Promise<void> => {
  for (const kind of ["expectation", "flaky"] as const) {
    for (const [index, entry] of (text[kind] ?? []).entries()) {
      const fault = async (key: string, message: string, hint: string): Promise<GatehouseError> =>
        new GatehouseError("expectation/invalid", message, {
          hint,
          place: { file: shownPath(catalog.root, file), ...(await locate(source, [kind, index, key])), path: `/${kind}/${index}/${key}` },
        });
      for (const own of byPattern(entry)) {
        if (!fits(own.cells)) throw await fault("cells", `${JSON.stringify(own.cells)} fits no cell that there could be`, "mend the pattern, or remove it");
        const wrong = kind === "expectation" ? faultOf(own as OfPattern<Expectation>, catalog) : undefined;
        if (wrong) throw await fault(...wrong);
      }
    }
  }
};

/** Reads all known failures and flakes of a project. Throws a GatehouseError for a broken file or a pattern that fits nothing. */
export const loadExpectations = async (catalog: Catalog): Promise<Known[]> => {
  const known: Known[] = [];
  const fits = fitter(catalog);
  for (const { file, whole } of catalog.expectations) {
    const { value, text } = await readToml<ExpectationsFile>("expectations", file, catalog.root);
    await lint(file, value, catalog, text, whole ? fits : () => true);
    known.push(...(value.expectation ?? []).flatMap(byPattern).map(knownFailure), ...(value.flaky ?? []).flatMap(byPattern).map(knownFlake));
  }
  return known;
};

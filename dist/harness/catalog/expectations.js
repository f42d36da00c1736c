import { shownPath } from "../host/home.js";
import { GatehouseError } from "../model/errors.js";
import { knownFailure, knownFlake } from "../model/expectation.js";
import { fitsStart, globPattern } from "../model/glob.js";
import { validRange } from "../model/semver.js";
import { locate } from "./locate.js";
import { readToml } from "./read-manifest.js";
const routesOf = (catalog, workload) => (catalog.workloads.get(workload)?.ports ?? []).flatMap((port) => Object.entries(catalog.languages.get(port.language)?.manifest.toolchain ?? {}).flatMap(([toolchain, { target }]) => Object.keys(target).map((each) => `${port.language}/${toolchain}.${each}`)));
// A pattern that could fit nothing hides a misspelling, or outlived what it was about.
const fitsSomething = (cells, catalog) => {
    const [cases = "", routes = "", ...lane] = cells.split(",");
    const [runtime = ""] = lane.join(",").split("@");
    const [caseFits, routeFits, runtimeFits] = [cases, routes, runtime].map(globPattern);
    if (![...catalog.runtimes.keys()].some((id) => runtimeFits.test(id)))
        return false;
    if (catalog.unread.some((id) => fitsStart(cases, `${id}/`)))
        return true;
    return [...catalog.workloads.values()].some(({ manifest }) => manifest.case.some(({ id }) => caseFits.test(`${manifest.id}/${id}`)) && routesOf(catalog, manifest.id).some((route) => routeFits.test(route)));
};
const lint = async (file, root, text, catalog, source, whole) => {
    for (const kind of ["expectation", "flaky"]) {
        for (const [index, entry] of (text[kind] ?? []).entries()) {
            const fault = async (key, message, hint) => new GatehouseError("expectation/invalid", message, {
                hint,
                place: { file: shownPath(root, file), ...(await locate(source, [kind, index, key])), path: `/${kind}/${index}/${key}` },
            });
            if (whole && !fitsSomething(entry.cells, catalog))
                throw await fault("cells", `${JSON.stringify(entry.cells)} fits no cell that there could be`, "mend the pattern, or remove the entry");
            const { releases } = entry;
            if (releases !== undefined && validRange(releases) === null)
                throw await fault("releases", `${JSON.stringify(releases)} is no semver range`, 'write for example ">=47 <50"');
        }
    }
};
/** Reads all known failures and flakes of a project. Throws a GatehouseError for a broken file or a pattern that fits nothing. */
export const loadExpectations = async (catalog) => {
    const known = [];
    for (const { file, whole } of catalog.expectations) {
        const { value, text } = await readToml("expectations", file, catalog.root);
        await lint(file, catalog.root, value, catalog, text, whole);
        known.push(...(value.expectation ?? []).map(knownFailure), ...(value.flaky ?? []).map(knownFlake));
    }
    return known;
};

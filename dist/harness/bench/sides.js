import { parseRelease } from "../engine/named-release.js";
import { GatehouseError } from "../model/errors.js";
/** Reads the releases to measure, each once, and which of them the others are held against. Throws a GatehouseError for one that is none. */
export const readSides = ({ candidate, baseline: named, release }, catalog) => {
    if ((candidate === undefined) !== (named === undefined) && release.length === 0)
        throw new GatehouseError("bench/sides", "a candidate needs a baseline, and a baseline something that is held against it", {
            hint: "name both, or a baseline and a --release or more",
        });
    const read = (text) => {
        if (!/^(run|record):/.test(text))
            return parseRelease(text, catalog);
        throw new GatehouseError("bench/recorded", `${text} is a record: times of another day are not compared`, {
            hint: "name a release: RUNTIME@VERSION or RUNTIME@path:FILE",
        });
    };
    const baseline = named === undefined ? undefined : read(named);
    const others = [...(candidate === undefined ? [] : [candidate]), ...release].map(read);
    const sides = [...new Map([...(baseline ? [baseline] : []), ...others].map((side) => [side.name, side])).values()];
    return { sides, baseline };
};

import { GatehouseError } from "./errors.js";
/** What a toolchain on trial is called by beside the one that it is held against. */
export const candidateSuffix = "-candidate";
const bad = (what, text, form) => new GatehouseError("id/malformed", `not a ${what}: ${JSON.stringify(text)}`, { hint: `a ${what} has the form ${form}` });
// A run has few routes and lanes, and each of its cells names one of each: what was parsed is shared, up to a number that no run has.
const mostKnown = 4096;
const remembering = (parse) => {
    const known = new Map();
    return (text) => {
        const own = known.get(text);
        if (own !== undefined)
            return own;
        const parsed = parse(text);
        if (known.size < mostKnown)
            known.set(text, parsed);
        return parsed;
    };
};
// A candidate's path may hold what separates the parts of an id, or what a shell or a terminal would take amiss.
const encodeVersion = (version) => version.replace(/[^A-Za-z0-9._~:/-]/gu, (character) => encodeURIComponent(character).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`));
// Undefined where it is not what encodeVersion gives: a version has one text, or one cell would have two names.
const decodeVersion = (text) => {
    try {
        const version = decodeURIComponent(text);
        return encodeVersion(version) === text ? version : undefined;
    }
    catch {
        return undefined;
    }
};
export const printRoute = (id) => `${id.language}/${id.toolchain}.${id.target}`;
export const parseRoute = remembering((text) => {
    const match = /^([a-z0-9-]+)\/([a-z0-9-]+)\.([a-z0-9]+)$/.exec(text);
    if (!match)
        throw bad("route", text, "LANGUAGE/TOOLCHAIN.TARGET");
    return { language: match[1], toolchain: match[2], target: match[3] };
});
export const printBuild = (id) => `${id.workload}${id.role === undefined ? "" : `:${id.role}`},${printRoute(id)}`;
export const parseBuild = (text) => {
    const match = /^([a-z0-9-]+)(?::([a-z0-9-]+))?,([^,]+)$/.exec(text);
    if (!match)
        throw bad("build", text, "WORKLOAD[:ROLE],LANGUAGE/TOOLCHAIN.TARGET");
    return { workload: match[1], ...(match[2] ? { role: match[2] } : {}), ...parseRoute(match[3]) };
};
export const printRelease = (id) => `${id.runtime}@${encodeVersion(id.version)}`;
const printed = new WeakMap();
export const printLane = (id) => {
    const known = printed.get(id);
    if (known !== undefined)
        return known;
    const text = laneText(id);
    printed.set(id, text);
    return text;
};
const laneText = (id) => {
    const variant = id.variant ? `+${id.variant}` : "";
    const accelerator = id.accelerator ? `:${id.accelerator}` : "";
    return `${printRelease(id)}${variant}/${id.keep}:${id.launcher}${accelerator}-${id.architecture}`;
};
/** A lane without its version: what one release after another is held against. */
export const printTrack = (id) => printLane(id).replace(printRelease(id), id.runtime);
export const parseLane = remembering((text) => {
    const form = "RUNTIME@VERSION[+VARIANT]/KEEP:LAUNCHER[:ACCELERATOR]-ARCHITECTURE";
    // Greedy up to the last slash: a candidate's path has slashes of its own.
    const match = /^([a-z0-9-]+)@([A-Za-z0-9._~:/%-]+)(?:\+([a-z0-9-]+))?\/([a-z0-9]+):(host|qemu-user|qemu|snp-vm)(?::([a-z0-9]+))?-([a-z0-9_]+)$/.exec(text);
    const version = match ? decodeVersion(match[2]) : undefined;
    if (!match || version === undefined)
        throw bad("lane", text, form);
    return {
        runtime: match[1],
        version,
        ...(match[3] ? { variant: match[3] } : {}),
        keep: match[4],
        launcher: match[5],
        ...(match[6] ? { accelerator: match[6] } : {}),
        architecture: match[7],
    };
});
export const printCell = (id) => `${id.workload}/${id.case},${printRoute(id)},${printLane(id.lane)}`;
const parseCase = remembering((text) => {
    const match = /^([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(text);
    return match ? { workload: match[1], case: match[2] } : undefined;
});
export const parseCell = (text) => {
    const route = text.indexOf(",") + 1;
    const lane = text.indexOf(",", route) + 1;
    const own = route > 0 && lane > 0 ? parseCase(text.slice(0, route - 1)) : undefined;
    if (!own)
        throw bad("cell", text, "WORKLOAD/CASE,LANGUAGE/TOOLCHAIN.TARGET,LANE");
    const { language, toolchain, target } = parseRoute(text.slice(route, lane - 1));
    return { workload: own.workload, case: own.case, language, toolchain, target, lane: parseLane(text.slice(lane)) };
};

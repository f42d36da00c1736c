import { coerce, rcompare, satisfies, valid } from "./semver.js";
const semverOf = (version) => valid(version) ?? (/^\d+(\.\d+)?$/.test(version) ? coerce(version)?.version : undefined);
/** The alternatives of words that stand for ranges of releases; plain words are the only one. */
export const alternativesOf = (words) => {
    const alternatives = words.filter((word) => typeof word !== "string");
    return alternatives.length > 0 ? alternatives : [{ argv: words }];
};
/**
 * The runtime as it is at a version. What is no semantic version, a binary on disk (`path:…`) or one on PATH that was not asked yet,
 * is like the newest of the releases; where these have no versions, no range holds for it.
 */
export const resolveRuntime = (manifest, releases, version) => {
    const newest = () => releases.flatMap((release) => semverOf(release.version ?? "") ?? []).sort(rcompare)[0];
    const at = semverOf(version ?? "") ?? newest();
    const holds = ({ range }) => range === undefined || (at !== undefined && satisfies(at, range, { includePrerelease: true }));
    const those = (all = []) => all.filter(holds).map(({ range: _, ...rest }) => rest);
    const wordsOf = (words) => alternativesOf(words).find(holds)?.argv;
    const named = (all = {}, resolve) => Object.fromEntries(Object.entries(all).flatMap(([name, each]) => {
        const own = resolve(each);
        return own === undefined ? [] : [[name, own]];
    }));
    const withWords = (each) => {
        const { range: _, argv: words, ...rest } = each;
        const argv = wordsOf(words);
        return holds(each) && argv ? { ...rest, argv } : undefined;
    };
    const resolveTarget = ({ mode, directory, variable, sockets, claims, inexpressible, endings, notices, ...rest }) => {
        const { run, ...others } = named({ ...mode }, wordsOf);
        const [passing] = those(sockets);
        if (!run)
            return undefined;
        return {
            ...rest,
            mode: { run, ...others },
            directory: wordsOf(directory ?? []) ?? [],
            variable: wordsOf(variable ?? []) ?? [],
            ...(passing ? { sockets: passing } : {}),
            claims: claims.flatMap((claim) => (typeof claim === "string" ? claim : holds(claim) ? claim.capability : [])),
            inexpressible: those(inexpressible),
            endings: those(endings),
            notices: those(notices),
        };
    };
    const { id, name, homepage, package: packages, reports, "platform-script": script } = manifest;
    return {
        ...{
            id,
            name,
            package: packages,
            ...(homepage === undefined ? {} : { homepage }),
            ...(reports === undefined ? {} : { reports }),
            ...(script === undefined ? {} : { "platform-script": script }),
        },
        version: wordsOf(manifest.version) ?? [],
        platform: manifest.platform && wordsOf(manifest.platform),
        variant: named(manifest.variant, withWords),
        keep: named(manifest.keep, withWords),
        target: named(manifest.target, resolveTarget),
    };
};

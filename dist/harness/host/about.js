import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digest, digestOf } from "./digest.js";
import { home, isPacked } from "./home.js";
const harness = join(home, "harness");
/** A package names the sources that it was made of. */
export const digestFile = "harness.digest";
/** The version of Gatehouse itself. */
export const version = () => JSON.parse(readFileSync(join(home, "package.json"), "utf8")).version;
/** Digest of the sources of Gatehouse itself. Tests and what they run do not count, nor do runtimes and Keeps: lanes have digests of their own. */
export const sourceDigest = () => {
    if (isPacked)
        return readFileSync(join(home, digestFile), "utf8");
    const files = readdirSync(harness, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.(ts|mjs|[ch])$/.test(file) && !/\.(test|fixture)\.ts$/.test(file) && !/^(runtimes|keeps|mini)\//.test(file))
        .sort();
    return digestOf(files.map((file) => [file, digest(readFileSync(join(harness, file)))]));
};

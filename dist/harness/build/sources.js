import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { digestFiles } from "../host/digest.js";
const filesBelow = (folder) => {
    const found = [];
    const visit = (path) => {
        for (const name of readdirSync(path).sort()) {
            const child = join(path, name);
            if (lstatSync(child).isDirectory())
                visit(child);
            else
                found.push(relative(folder, child));
        }
    };
    visit(folder);
    return found;
};
/** Where each file of a program comes from, by its path among the sources. */
const placesOf = ({ layers, target, roles }) => {
    const folders = layers.flatMap((layer) => [layer, `${layer}.${target}`]).filter((folder) => existsSync(folder));
    const places = new Map();
    const isApart = (file) => roles?.includes(file.split(sep)[0]) ?? false;
    for (const folder of folders)
        for (const file of filesBelow(folder))
            if (!isApart(file))
                places.set(file, join(folder, file));
    if (!roles)
        return places;
    const own = folders.map((folder) => join(folder, roles[0])).filter((folder) => existsSync(folder));
    for (const folder of own)
        for (const file of filesBelow(folder))
            places.set(file, join(folder, file));
    return places;
};
/** Digest of a program's sources, wherever each file comes from. */
export const digestSources = (sources) => digestFiles(placesOf(sources));
/** Lays the sources out in a folder of their own, so that a build cannot change them. */
export const layOut = (sources, into) => {
    mkdirSync(into, { recursive: true });
    for (const [file, place] of placesOf(sources)) {
        mkdirSync(dirname(join(into, file)), { recursive: true });
        cpSync(place, join(into, file), { verbatimSymlinks: true });
    }
};
/** Source files that end in `.EXTENSION`, sorted, relative to the folder. */
export const filesOf = (folder, extension) => filesBelow(folder).filter((file) => file.endsWith(`.${extension}`));

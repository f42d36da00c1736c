import { GatehouseError } from "../model/errors.js";
import { printRoute } from "../model/ids.js";
import { lanesOf } from "./planned.js";
/** Reads INDEX/COUNT. Throws a GatehouseError where it is none. */
export const parseShard = (text) => {
    const [, index = 0, count = 0] = (/^([1-9][0-9]{0,2})\/([1-9][0-9]{0,2})$/.exec(text) ?? []).map(Number);
    if (index >= 1 && index <= count)
        return { index, count };
    throw new GatehouseError("shard/malformed", `not a shard: ${JSON.stringify(text)}`, { hint: "write INDEX/COUNT, the first is 1: --shard 1/3" });
};
/** Prints a shard as INDEX/COUNT. */
export const printShard = ({ index, count }) => `${index}/${count}`;
/**
 * The cells of a shard: whole builds, dealt out in turn, and the trust cells of each lane and target that they use. All
 * shards together have every cell.
 */
export const shardOf = (cells, { index, count }) => {
    const isTrust = ({ workload }) => workload.manifest.kind === "trust";
    const buildOf = ({ id }) => `${id.workload},${printRoute(id)}`;
    const builds = [...new Set(cells.filter((cell) => !isTrust(cell)).map(buildOf))];
    const own = new Set(builds.filter((_, at) => at % count === index - 1));
    const places = (cell) => lanesOf(cell).map(({ text }) => `${text} ${cell.id.target}`);
    const mine = cells.filter((cell) => !isTrust(cell) && own.has(buildOf(cell)));
    const used = new Set(mine.flatMap(places));
    return cells.filter((cell) => (isTrust(cell) ? places(cell).every((place) => used.has(place)) : own.has(buildOf(cell))));
};

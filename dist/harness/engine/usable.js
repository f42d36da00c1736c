import { GatehouseError } from "../model/errors.js";
/** Throws a GatehouseError where one of the releases that were named has no lane here. */
export const checkUsable = ({ lanes, unavailable }, sides) => {
    for (const { name } of sides) {
        if (lanes.some(({ text }) => text.startsWith(`${name}/`) || text.startsWith(`${name}+`)))
            continue;
        const lacking = unavailable.find(({ id }) => id.startsWith(`${name}/`))?.evidence.find(({ pass }) => !pass);
        throw new GatehouseError("bench/release", `${name} cannot be used: ${lacking ? `${lacking.name}: ${lacking.info ?? "no"}` : "the filter leaves it out"}`, {
            hint: lacking?.hint ?? "widen the filter",
        });
    }
};

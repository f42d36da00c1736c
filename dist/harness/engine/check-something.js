import { GatehouseError } from "../model/errors.js";
/** Throws a GatehouseError where a selection has no cell besides those that lanes are tried with. */
export const checkSomething = ({ cells, unavailable }) => {
    if (cells.some((cell) => cell.workload.manifest.kind !== "trust"))
        return;
    const missing = unavailable.length > 0;
    const hint = missing ? "what is missing stands above; `gatehouse doctor` says how to get it" : "widen the filters, or choose --profile full";
    throw new GatehouseError("run/nothing", "no cell is left to run", { hint, exitCode: 3 });
};

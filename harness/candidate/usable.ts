import type { Selection } from "../engine/select.ts";
import { GatehouseError } from "../model/errors.ts";
import type { LiveSide } from "./sides.ts";

/** Throws a GatehouseError where one of the releases that were named cannot be measured. */
export const checkUsable = (selection: Selection, sides: readonly LiveSide[]): void => {
  for (const { name } of sides) {
    if (selection.lanes.some(({ text }) => text.startsWith(`${name}/`) || text.startsWith(`${name}+`))) continue;
    const lacking = selection.unavailable.find(({ id }) => id.startsWith(`${name}/`))?.evidence.find(({ pass }) => !pass);
    throw new GatehouseError("bench/release", `${name} cannot be used: ${lacking ? `${lacking.name}: ${lacking.info ?? "no"}` : "the filter leaves it out"}`, {
      hint: lacking?.hint ?? "widen the filter",
    });
  }
};

import { exitCodes } from "../model/errors.js";
import { doctorLines } from "../report/doctor.js";
import { print } from "./output.js";
/** Prints what a machine has; the exit code is 1 where a toolchain or lane is missing. */
export const printFindings = (found, json) => {
    print(json, found, (style) => doctorLines(found, style));
    return [...found.toolchains, ...found.lanes].every(({ ok }) => ok) ? exitCodes.ok : exitCodes.unexpected;
};

import { exitCodes } from "../model/errors.ts";
import type { Findings } from "../model/inspection.ts";
import { doctorLines } from "../report/doctor.ts";
import { print } from "./output.ts";

/** Prints what a machine has; the exit code is 1 where a toolchain or lane is missing. */
export const printFindings = (found: Findings, json: boolean): number => {
  print(json, found, (style) => doctorLines(found, style));
  return [...found.toolchains, ...found.lanes].every(({ ok }) => ok) ? exitCodes.ok : exitCodes.unexpected;
};

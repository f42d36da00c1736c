import { readFileSync } from "node:fs";
import { parse, TomlError } from "smol-toml";
import { mismatch } from "../host/schemas.ts";
import { GatehouseError } from "../model/errors.ts";
import type { SuiteSkips } from "../model/generated/suite-skips.ts";

/** Whether a file of a suite's expectations says that a test is not run, by the suite's name and the test's. */
export type Skips = (suite: string | undefined, test: string) => boolean;

const read = (file: string): SuiteSkips => {
  let value: unknown;
  try {
    value = parse(readFileSync(file, "utf8"));
  } catch (error) {
    const place = error instanceof TomlError ? { file, line: error.line, column: error.column } : { file };
    throw new GatehouseError("suite/expectations", (error as Error).message.split("\n")[0] ?? "", {
      hint: "name a TOML file of a suite's expectations",
      place,
    });
  }
  const found = mismatch("suite-skips", structuredClone(value));
  if (found)
    throw new GatehouseError("suite/expectations", `expected ${found.expected}; found ${found.actual}`, {
      hint: found.hint,
      place: { file, path: `/${found.path.join("/")}` },
    });
  return value as SuiteSkips;
};

/** Reads files of a suite's expectations. Throws a GatehouseError for the first one that is wrong. */
export const readSkips = (files: readonly string[]): Skips => {
  const skipped = new Set(
    files.flatMap((file) => (read(file).suite ?? []).flatMap(({ name, test = [] }) => test.map((own) => JSON.stringify([name, own.name])))),
  );
  return (suite, test) => suite !== undefined && skipped.has(JSON.stringify([suite, test]));
};

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version of Gatehouse itself. */
export const version = (): string => (JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as { version: string }).version;

import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { GatehouseError } from "../model/errors.ts";

const place = ({ folder, script }: { readonly folder: string; readonly script: string }): string | undefined => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*\.mjs$/.test(script)) return undefined;
  try {
    const real = realpathSync(folder);
    const isRuntime = existsSync(join(real, "runtime.toml"));
    const path = join(real, script);
    return isRuntime && realpathSync(path) === path ? path : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The function that a runtime's script exports by default. It runs in this process, so nothing but a file of a runtime's own folder,
 * the one with runtime.toml, is loaded. Throws a GatehouseError for any other path, or where there is no function.
 */
export const loadHook = async <T extends (...given: never[]) => unknown>(folder: string, script: string): Promise<T> => {
  const path = place({ folder, script });
  const refuse = (why: string): GatehouseError =>
    new GatehouseError("runtime/script", `${script} ${why}`, { hint: "name a script beside runtime.toml that exports a function by default", exitCode: 3 });
  if (path === undefined) throw refuse("is no file of a runtime's own folder");
  const { default: hook } = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
  if (typeof hook !== "function") throw refuse("exports no function by default");
  return hook as T;
};

import { readFileSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { readWasm, WasmError } from "../build/wasm.ts";
import { digest } from "../host/digest.ts";
import { variable } from "../host/environment.ts";
import { isFolder } from "../host/files.ts";
import type { Catalog } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { Wanted } from "./start.ts";
import { targetOf } from "./target.ts";

const readBytes = (path: string): Buffer => {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new GatehouseError("exec/no-file", `there is no file ${path}`, { hint: "name a .wasm file" });
  return readFileSync(path);
};

const factsOf = (path: string, bytes: Buffer): ReturnType<typeof readWasm> => {
  try {
    return readWasm(bytes);
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    throw new GatehouseError("exec/no-wasm", `${path} is no whole wasm binary: ${error.message}`, { hint: "name a module or a component", cause: error });
  }
};

const directoryOf = (said: string): Wanted["directories"][number] => {
  const [host = "", ...rest] = said.split("::");
  const own = { host: resolve(host), guest: rest.length > 0 ? rest.join("::") : host };
  const fault = (message: string, hint: string): GatehouseError => new GatehouseError("exec/directory", message, { hint });
  if (host === "" || own.guest === "") throw fault(`not a directory: ${JSON.stringify(said)}`, "write HOST::GUEST, or HOST where the guest has the same name");
  if (!isFolder(own.host)) throw fault(`there is no folder ${host}`, "make it, or name another");
  if (realpathSync(own.host) === "/") throw fault("the root of this machine is never given away", "name the folders that the program needs");
  return own;
};

const directoriesOf = (said: readonly string[]): Wanted["directories"] => {
  const all = said.map(directoryOf);
  const twice = all.find(({ guest }, index) => all.findIndex((other) => other.guest === guest) < index);
  if (twice) throw new GatehouseError("exec/directory", `two folders have the name ${twice.guest}`, { hint: "give each folder a name of its own" });
  return all;
};

const variableOf = (said: string): readonly [string, string] => {
  const at = said.indexOf("=");
  if (at > 0) return [said.slice(0, at), said.slice(at + 1)];
  const value = at < 0 ? variable(said) : undefined;
  if (value !== undefined && said !== "") return [said, value];
  throw new GatehouseError("exec/variable", `there is no value for ${JSON.stringify(said)}`, {
    hint: "write NAME=VALUE, or NAME for a variable that is set here",
  });
};

/** What a user has run, read from the command line's words. Throws a GatehouseError for the first that is wrong. */
export const readWanted = (
  catalog: Pick<Catalog, "targets">,
  file: string,
  args: readonly string[],
  dirs: readonly string[],
  env: readonly string[],
): Wanted => {
  const wasm = resolve(file);
  const bytes = readBytes(wasm);
  const facts = factsOf(file, bytes);
  const target = targetOf(catalog, facts);
  if (target === undefined) throw new GatehouseError("exec/no-target", `no target of the catalog is a ${facts.kind}`, { hint: "add one: targets/ID.toml" });
  return { wasm, digest: digest(bytes), target, args, env: Object.fromEntries(env.map(variableOf)), directories: directoriesOf(dirs) };
};

import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse, TomlError } from "smol-toml";
import { storeFolder } from "../host/environment.ts";
import { shownPath } from "../host/home.ts";
import { remember } from "../host/memo.ts";
import type { Mismatch } from "../host/schema-errors.ts";
import { mismatch, type SchemaName, schemasDigest } from "../host/schemas.ts";
import type { PlacedRuntime } from "../model/catalog.ts";
import { GatehouseError, type Place } from "../model/errors.ts";
import type { ReleasesManifest } from "../model/generated/releases.ts";
import type { RuntimeManifest } from "../model/generated/runtime.ts";
import { locate } from "./locate.ts";

// A manifest is written by hand: one of a megabyte is a mistake, or an attack on whoever opens it.
const largest = 1_048_576;

const deepest = 100;

const isDeep = (value: unknown, left: number): boolean =>
  value !== null && typeof value === "object" && (left === 0 || Object.values(value).some((child) => isDeep(child, left - 1)));

const readText = (file: string, shown: string): string => {
  try {
    const status = statSync(file);
    const { size } = status;
    if (!status.isFile()) {
      throw new GatehouseError("manifest/unreadable", "the manifest is no file", { hint: "write a text file in its place", place: { file: shown } });
    }
    if (size > largest) {
      throw new GatehouseError("manifest/too-large", `the manifest has ${size} bytes; at most ${largest} are read`, {
        hint: "move data into fixtures/",
        place: { file: shown },
      });
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof GatehouseError) throw error;
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new GatehouseError("manifest/unreadable", missing ? "there is no such manifest" : `the manifest cannot be read: ${(error as Error).message}`, {
      hint: missing ? "write it, or remove its folder" : "it must be a UTF-8 text file",
      place: { file: shown },
      cause: error,
    });
  }
};

// What JSON says as it is: neither dates nor numbers that are none.
const isJson = (value: unknown): boolean => {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  return typeof value === "object" && !(value instanceof Date) && Object.values(value).every(isJson);
};

/**
 * Parses TOML and holds it against a schema, once for a text: the store remembers the tables that fit, as JSON, which is read ten times as fast.
 * Undefined where tables stand too deep in tables. Throws a TomlError.
 */
const checkOnce = async (schema: SchemaName, text: string, root: string): Promise<{ readonly value: unknown; readonly found?: Mismatch } | undefined> => {
  let read: { readonly value: unknown; readonly found?: Mismatch } | undefined;
  const check = async (): Promise<string | undefined> => {
    const parsed = parse(text);
    if (isDeep(parsed, deepest)) return undefined;
    // Tables without a prototype are nothing that a validator can compare.
    const value = structuredClone(parsed);
    const found = mismatch(schema, value);
    read = { value, ...(found ? { found } : {}) };
    return found === undefined && isJson(value) ? JSON.stringify(value) : undefined;
  };
  // In a folder of their own, for they follow from nothing but their text: stores may share it.
  const json = await remember(storeFolder(root), ["checked TOML", schema, schemasDigest(), text], check, "manifests");
  return json === undefined ? read : { value: JSON.parse(json) };
};

/**
 * Reads a TOML file and holds it against its schema.
 * Throws a GatehouseError with file, line and path of the first thing that is wrong.
 */
export const readToml = async <T>(schema: SchemaName, file: string, root: string): Promise<{ value: T; text: string }> => {
  const shown = shownPath(root, file);
  const text = readText(file, shown);
  let read: Awaited<ReturnType<typeof checkOnce>>;
  try {
    read = await checkOnce(schema, text, root);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const message = error.message.split("\n")[0] ?? "";
    throw new GatehouseError("manifest/syntax", message.replace(/^Invalid TOML document: /, "not TOML: "), {
      hint: "mend the syntax at that place",
      place: { file: shown, line: error.line, column: error.column },
    });
  }
  if (read === undefined) {
    throw new GatehouseError("manifest/too-deep", `the manifest has tables in tables, ${deepest} deep and more`, {
      hint: "no manifest has more than ten levels: mend its keys",
      place: { file: shown },
    });
  }
  const { value, found } = read;
  if (found) {
    const position = await locate(text, found.path);
    throw new GatehouseError("manifest/schema", `expected ${found.expected}; found ${found.actual}`, {
      hint: found.hint,
      place: { file: shown, ...position, path: `/${found.path.join("/")}` } satisfies Place,
    });
  }
  return { value: value as T, text };
};

/** Reads a manifest; besides its schema, its id must be the name of its folder, or of the file where `name` says so. */
export const readManifest = async <M extends { id: string }>(schema: SchemaName, file: string, root: string, name = basename(dirname(file))): Promise<M> => {
  const { value: manifest, text } = await readToml<M>(schema, file, root);
  if (manifest.id !== name) {
    const position = await locate(text, ["id"]);
    throw new GatehouseError(
      "manifest/id",
      `expected id = ${JSON.stringify(name)}, the name of its ${basename(file) === `${name}.toml` ? "file" : "folder"}; found ${JSON.stringify(manifest.id)}`,
      {
        hint: "rename one of the two",
        place: { file: shownPath(root, file), ...position, path: "/id" },
      },
    );
  }
  return manifest;
};

/** Reads a runtime's folder: its manifest, and the releases beside it. */
export const readRuntime = async (folder: string, root: string): Promise<PlacedRuntime> => ({
  folder,
  manifest: await readManifest<RuntimeManifest>("runtime", join(folder, "runtime.toml"), root),
  releases: (await readToml<ReleasesManifest>("releases", join(folder, "releases.toml"), root)).value.release,
});

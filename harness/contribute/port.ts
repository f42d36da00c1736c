import { existsSync } from "node:fs";
import { join } from "node:path";
import { cannotIn } from "../model/cannot.ts";
import type { Catalog, Placed, Workload } from "../model/catalog.ts";
import { GatehouseError } from "../model/errors.ts";
import type { LanguageManifest } from "../model/generated/language.ts";
import type { Target } from "../model/words.ts";
import { type Files, readFolder } from "./skeleton.ts";

const unknown = (what: string, said: string, known: Iterable<string>): GatehouseError =>
  new GatehouseError("new/unknown", `there is no ${what} ${JSON.stringify(said)}`, { hint: `there are: ${[...known].join(", ")}` });

/** The workload, the language and the target that `WORKLOAD LANGUAGE[.TARGET]` mean. */
export const findPort = (
  catalog: Catalog,
  said: string,
  route: string,
): { readonly workload: Workload; readonly language: Placed<LanguageManifest>; readonly target: Target | undefined } => {
  const workload = catalog.workloads.get(said);
  if (!workload) throw unknown("workload", said, catalog.workloads.keys());
  const [id = "", target, ...rest] = route.split(".");
  const language = catalog.languages.get(id);
  if (!language) throw unknown("language", id, catalog.languages.keys());
  const targets = new Set(Object.values(language.manifest.toolchain).flatMap((toolchain) => Object.keys(toolchain.target)));
  if (rest.length > 0 || (target !== undefined && !targets.has(target)))
    throw new GatehouseError("new/unknown", `no toolchain of ${id} builds for ${JSON.stringify([target, ...rest].join("."))}`, {
      hint: `leave it out for a port that serves all, or name one of: ${[...targets].join(", ")}`,
    });
  const cannot = cannotIn(workload.manifest, id);
  if (cannot)
    throw new GatehouseError("new/cannot", `workload.toml says that ${id} cannot do this: ${cannot.why}`, {
      hint: `see ${cannot.link}; if it can by now, remove the entry below "cannot"`,
    });
  return { workload, language, target: target };
};

/** What a port must do, as the lines of a comment. */
const contractLines = ({ manifest }: Workload): string[] => [
  `A port of workloads/${manifest.id}, to be written: this is still the language's smoke program. What it must do:`,
  "",
  ...manifest.about.trim().split("\n"),
  "",
  "Cases, with the bytes that they compare, stand in ../workload.toml:",
  ...manifest.case.map((entry) => `  ${entry.id}${entry.title ? `: ${entry.title}` : ""} (${entry.needs.join(", ")})`),
];

const withComment = (text: string, marker: string, lines: readonly string[]): string => {
  const comment = `${lines.map((line) => `${marker} ${line}`.trimEnd()).join("\n")}\n\n`;
  // A first line that says how the file is read must stay the first.
  const first = /^(#!|<\?).*\n/.exec(text)?.[0] ?? "";
  return first + comment + text.slice(first.length);
};

/** The files of a new port: the language's smoke program, with the contract as a comment; one for each role. */
export const portFiles = (workload: Workload, language: Placed<LanguageManifest>, target: Target | undefined): Files => {
  const smoke = ["smoke", `smoke.${target}`].map((name) => join(language.folder, name)).filter((folder) => existsSync(folder));
  if (smoke.length === 0)
    throw new GatehouseError("new/no-smoke", `languages/${language.manifest.id} has no smoke program to begin with`, {
      hint: `write languages/${language.manifest.id}/smoke, which prints "hello from ${language.manifest.name}"`,
    });
  const lines = contractLines(workload);
  const commented = Object.entries(Object.assign({}, ...smoke.map(readFolder)) as Files).map(([path, text]): [string, string] => {
    const marker = language.manifest.comments?.[path.split(".").at(-1) ?? ""];
    return [path, marker ? withComment(text, marker, lines) : text];
  });
  const roles = workload.manifest.roles ?? ["main"];
  const folderOf = (role: string): string => (roles.length === 1 ? "" : role);
  return Object.fromEntries(roles.flatMap((role) => commented.map(([path, text]) => [join(folderOf(role), path), text])));
};

import { existsSync, lstatSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Shelves } from "../catalog/shelves.ts";
import { foldersIn } from "../catalog/sources.ts";
import { shownPath } from "../host/home.ts";
import { GatehouseError } from "../model/errors.ts";

/** What can be checked by itself. */
type SubjectKind = "language" | "workload" | "port" | "runtime" | "keep" | "expectations";

/** A folder (or the files of known failures) that a contributor works on. */
export interface Subject {
  readonly kind: SubjectKind;
  /** `c`; of a port `fibonacci/c`. */
  readonly id: string;
  readonly folder: string;
  /** What the user calls it: its folder, relative to the project. */
  readonly shown: string;
}

const kindOf = { languages: "language", workloads: "workload", runtimes: "runtime", keeps: "keep" } as const;

/** Everything that a project has to check, without ports: they are checked with their workloads, or alone where the workload is another source's. */
export const allSubjects = (root: string, { own }: Pick<Shelves, "own">): Subject[] => {
  const of = (kind: SubjectKind, id: string, folder: string): Subject => ({ kind, id, folder, shown: shownPath(root, folder) });
  const known = new Set(own.flatMap(({ expectations }) => expectations.map((file) => dirname(file))));
  const subjects = Object.entries(kindOf).flatMap(([shelf, kind]) =>
    own.flatMap(({ items }) =>
      items
        .filter((item) => item.shelf === shelf)
        .flatMap(({ id, path }) => {
          if (kind !== "workload" || existsSync(join(path, "workload.toml"))) return [of(kind, id, path)];
          return foldersIn(path).map((name) => of("port", `${id}/${name}`, join(path, name)));
        }),
    ),
  );
  return [...subjects, ...[...known].map((folder) => of("expectations", "expectations", folder))];
};

const within = (path: string, folder: string): boolean => path === folder || path.startsWith(folder + sep);

const notPorts = new Set(["expected", "fixtures"]);

// A path below a workload means one of its ports, unless it is the manifest or what cases compare with.
const portAt = (path: string, workload: Subject): Subject | undefined => {
  const [name = ""] = relative(workload.folder, path).split(sep);
  const folder = join(workload.folder, name);
  if (name === "" || notPorts.has(name) || !lstatSync(folder).isDirectory()) return undefined;
  return { kind: "port", id: `${workload.id}/${name}`, folder, shown: `${workload.shown}/${name}` };
};

// What a user types is meant from where they stand; from the project's root where there is no such thing, as with -C.
const existing = (root: string, sources: readonly string[], said: string): string => {
  const found = [resolve(said), resolve(root, said)].filter((path) => existsSync(path)).map((path) => realpathSync(path));
  for (const base of [root, ...sources]) {
    const real = realpathSync(base);
    const path = found.find((each) => within(each, real));
    if (path !== undefined) return join(base, relative(real, path));
  }
  throw new GatehouseError("check/no-such-path", found.length === 0 ? `there is nothing at ${said}` : `${said} is outside of the project ${root}`, {
    hint: "name a folder of the project, for example one below languages, or nothing to check everything",
  });
};

/** What a path means: the subjects that it holds, or the one that it lies in. Everything where nothing is said. */
export const findSubjects = (root: string, shelves: Pick<Shelves, "own">, said: string | undefined): Subject[] => {
  const all = allSubjects(root, shelves);
  if (all.length === 0)
    throw new GatehouseError("check/no-project", `${root} has nothing to check: neither languages nor workloads`, {
      hint: "start it in the project's folder, or name that by -C",
    });
  if (said === undefined) return all;
  const sources = shelves.own.map(({ folder }) => folder);
  const path = existing(root, sources, said);
  const [around] = all.filter(({ folder }) => within(path, folder));
  if (around) return [(around.kind === "workload" && portAt(path, around)) || around];
  const inside = all.filter(({ folder }) => within(folder, path));
  if (inside.length > 0) return inside;
  throw new GatehouseError("check/unknown-path", `${said} is neither a language, a workload, a port, a runtime nor a Keep`, {
    hint: `for example: ${all
      .slice(0, 3)
      .map(({ shown }) => shown)
      .join(", ")}; known failures are in results/expectations`,
  });
};

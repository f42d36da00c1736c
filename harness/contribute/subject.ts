import { existsSync, lstatSync, readdirSync, realpathSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
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

const parents: readonly (readonly [Exclude<SubjectKind, "port" | "expectations">, string])[] = [
  ["language", "languages"],
  ["workload", "workloads"],
  ["runtime", "harness/runtimes"],
  ["keep", "harness/keeps"],
];

const foldersIn = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path)
        .filter((name) => !name.startsWith(".") && lstatSync(join(path, name)).isDirectory())
        .sort()
    : [];

/** Everything that a project has to check, without ports: they are checked with their workloads. */
export const allSubjects = (root: string): Subject[] => {
  const subjects = parents.flatMap(([kind, parent]) =>
    foldersIn(join(root, parent)).map((id): Subject => ({ kind, id, folder: join(root, parent, id), shown: `${parent}/${id}` })),
  );
  const shown = "results/expectations";
  const known: Subject = { kind: "expectations", id: "expectations", folder: join(root, shown), shown };
  return existsSync(known.folder) ? [...subjects, known] : subjects;
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
const existing = (root: string, said: string): string => {
  const real = realpathSync(root);
  const found = [resolve(said), resolve(root, said)].filter((path) => existsSync(path)).map((path) => realpathSync(path));
  const path = found.find((each) => within(each, real));
  if (path !== undefined) return join(root, relative(real, path));
  throw new GatehouseError("check/no-such-path", found.length === 0 ? `there is nothing at ${said}` : `${said} is outside of the project ${root}`, {
    hint: "name a folder of the project, for example one below languages, or nothing to check everything",
  });
};

/** What a path means: the subjects that it holds, or the one that it lies in. Everything where nothing is said. */
export const findSubjects = (root: string, said: string | undefined): Subject[] => {
  const all = allSubjects(root);
  if (all.length === 0)
    throw new GatehouseError("check/no-project", `${root} has nothing to check: neither languages nor workloads`, {
      hint: "start it in the project's folder, or name that by -C",
    });
  if (said === undefined) return all;
  const path = existing(root, said);
  const [around] = all.filter(({ folder }) => within(path, folder));
  if (around) return [(around.kind === "workload" && portAt(path, around)) || around];
  const inside = all.filter(({ folder }) => within(folder, path));
  if (inside.length > 0) return inside;
  throw new GatehouseError("check/unknown-path", `${said} is neither a language, a workload, a port, a runtime nor a Keep`, {
    hint: `these are folders below ${parents.map(([, parent]) => parent).join(", ")}, and results/expectations`,
  });
};

import { existsSync, lstatSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { loadCatalog } from "../catalog/load.ts";
import { checkKind, checkName, kinds, type NewKind } from "../contribute/names.ts";
import { findPort, portFiles } from "../contribute/port.ts";
import { type Files, skeleton } from "../contribute/skeleton.ts";
import { exitCodes, GatehouseError } from "../model/errors.ts";
import { print, printJson, resultStyle } from "./output.ts";

interface Plan {
  /** Relative to the project. */
  readonly folder: string;
  readonly files: Files;
  /** What to do next: what it is for, and the command. */
  readonly next: readonly { readonly what: string; readonly command?: string }[];
}

const checkProject = (root: string): void => {
  if (["languages", "workloads", "harness/runtimes"].some((name) => existsSync(join(root, name)))) return;
  throw new GatehouseError("new/no-project", `${root} is no project of Gatehouse: it has neither languages nor workloads`, {
    hint: "start it in the project's folder, or name that by -C",
  });
};

const planPort = async (root: string, said: string, route: string): Promise<Plan> => {
  const { workload, language, target } = findPort(await loadCatalog(root), said, route);
  const folder = join(kinds.port.parent, said, route);
  return {
    folder,
    files: portFiles(workload, language, target),
    next: [
      { what: `write the program that workloads/${said}/workload.toml asks for: until then the check says which cases fail` },
      { what: "build it and run all its cases in every lane", command: `npx gatehouse check ${folder}` },
    ],
  };
};

const afterwards = (kind: Exclude<NewKind, "port">, name: string, folder: string): Plan["next"] => {
  const check = { what: "it is accepted as it stands; check again after each change", command: `npx gatehouse check ${folder}` };
  switch (kind) {
    case "language":
      return [
        check,
        { what: "put the toolchain in place of the stand-in: language.toml says where" },
        { what: "port a workload", command: `npx gatehouse new port fibonacci ${name}` },
      ];
    case "workload":
      return [
        check,
        { what: "write the contract: workload.toml says where" },
        { what: "port it to a language that you know", command: `npx gatehouse new port ${name} c` },
      ];
    case "runtime":
      return [
        check,
        { what: "put the engine in place of node:wasi: runtime.toml and releases.toml say where" },
        { what: "run everything in it", command: `npx gatehouse run runtime=${name}` },
      ];
    case "keep":
      return [check, { what: "say what it claims, and the evidence for it: keep.toml says where" }];
  }
};

const planFolder = (kind: Exclude<NewKind, "port">, name: string): Plan => {
  checkName(kind, name);
  const folder = join(kinds[kind].parent, name);
  return { folder, files: skeleton(kind, name), next: afterwards(kind, name, folder) };
};

// The folder is made, or the command fails: what is there already, a dangling link too, is never touched.
const write = (root: string, { folder, files }: Plan): void => {
  const path = join(root, folder);
  if (lstatSync(path, { throwIfNoEntry: false }))
    throw new GatehouseError("new/exists", `${folder} is there already; nothing was written`, {
      hint: `choose another name, or go on with that one: npx gatehouse check ${folder}`,
    });
  mkdirSync(dirname(path), { recursive: true });
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text, { flag: "wx" });
  }
};

/** `gatehouse new`: writes a skeleton that `gatehouse check` accepts, and says what to do next. Never writes over anything. */
export const newCommand = async (root: string, said: string, names: readonly string[], json: boolean): Promise<number> => {
  const kind = checkKind(said, names);
  checkProject(root);
  const [first = "", second = ""] = names;
  const plan = kind === "port" ? await planPort(root, first, second) : planFolder(kind, first);
  write(root, plan);
  const files = Object.keys(plan.files).map((name) => join(plan.folder, name));
  if (json) printJson({ kind, folder: plan.folder, files, next: plan.next });
  else {
    const style = resultStyle();
    const shown = relative(process.cwd(), join(root, plan.folder));
    print([
      `${style.good("new")}  ${kind} ${names.join(" ")}${shown.startsWith("..") ? "" : ` in ${shown}`}`,
      ...files.map((file) => `  ${file}`),
      style.bold("next"),
      ...plan.next.flatMap(({ what, command }) => [`  ${what}`, ...(command ? [`    ${command}`] : [])]),
    ]);
  }
  return exitCodes.ok;
};

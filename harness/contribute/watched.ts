import { basename } from "node:path";
import { readShelves } from "../catalog/shelves.ts";
import { GatehouseError } from "../model/errors.ts";
import { findSubjects } from "./subject.ts";

/** The folder that a user names, and the filters of its cells. Throws a GatehouseError for what is neither a port nor a workload. */
export const watchedTerms = async (root: string, said: string): Promise<{ readonly folder: string; readonly terms: readonly string[] }> => {
  const [subject, ...others] = findSubjects(root, await readShelves(root), said);
  if (!subject || others.length > 0 || (subject.kind !== "port" && subject.kind !== "workload"))
    throw new GatehouseError("watch/what", `${said} is neither a port nor a workload`, { hint: "name its folder: workloads/WORKLOAD/LANGUAGE" });
  const [workload = ""] = subject.id.split("/");
  const [language, target] = subject.kind === "port" ? basename(subject.folder).split(".") : [];
  return {
    folder: subject.folder,
    terms: [`workload=${workload}`, ...(language ? [`language=${language}`] : []), ...(target ? [`target=${target}`] : [])],
  };
};

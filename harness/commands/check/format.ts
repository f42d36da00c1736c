import { join, relative } from "node:path";
import { clientEnvironment } from "../../host/environment.ts";
import { filesOf } from "../../build/sources.ts";
import { existsSync } from "node:fs";
import { runTool } from "../../host/tool.ts";
import { which } from "../../host/which.ts";
import type { ReadyToolchain } from "../probe.ts";
import type { Finding } from "./findings.ts";

/** Formatters that come with a toolchain; what they would change they tell by an exit code or by names. */
const formatters: readonly { readonly extension: string; readonly command: string; readonly check: readonly string[]; readonly mend: readonly string[] }[] = [
  { extension: "go", command: "gofmt", check: ["-l"], mend: ["-w"] },
  { extension: "rs", command: "rustfmt", check: ["--edition", "2021", "--check", "-l"], mend: ["--edition", "2021"] },
  { extension: "zig", command: "zig", check: ["fmt", "--check"], mend: ["fmt"] },
];

const programOf = (command: string, toolchains: readonly ReadyToolchain[]): string | undefined =>
  toolchains.flatMap(({ packages }) => packages.flatMap(({ bin }) => bin[command] ?? []))[0] ?? which(command);

/** Holds sources against the formatters that are here anyway. Others are not checked, and that is said. */
export const formatFindings = async (folders: readonly string[], root: string, toolchains: readonly ReadyToolchain[]): Promise<Finding[]> => {
  const present = folders.filter((folder) => existsSync(folder));
  const all = present.flatMap((folder) => filesOf(folder, "").length === 0 ? allFiles(folder) : filesOf(folder, ""));
  return all.length === 0 ? [] : check(all, root, toolchains);
};

import { existsSync, readdirSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { clientEnvironment } from "../host/environment.ts";
import { runTool } from "../host/tool.ts";
import { which } from "../host/which.ts";
import { shellLine } from "../model/text.ts";
import type { ReadyToolchain } from "../probe/probe.ts";
import type { Finding } from "./findings.ts";

interface Formatter {
  readonly command: string;
  /** Arguments that change nothing and tell by exit code or standard output what would change. */
  readonly check: readonly string[];
  readonly mend: readonly string[];
  /** It reads one file at a time from its standard input: rustfmt would look beside a file for the modules that the template has. */
  readonly alone?: true;
}

/** Formatters that come with a toolchain, by extension. A language that has none here is not checked, and that is said. */
const formatters: Readonly<Record<string, Formatter>> = {
  ".go": { command: "gofmt", check: ["-l"], mend: ["-w"] },
  ".rs": { command: "rustfmt", check: ["--edition", "2021", "--check", "--color", "never"], mend: ["--edition", "2021"], alone: true },
  ".zig": { command: "zig", check: ["fmt", "--check"], mend: ["fmt"] },
};

const sourcesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [];

const programOf = (command: string, toolchains: readonly ReadyToolchain[]): string | undefined =>
  toolchains.flatMap(({ packages }) => packages.flatMap(({ bin }) => bin[command] ?? []))[0] ?? which(command);

// The files in which something would change, and the first lines of what is said of them; undefined where nothing would.
const untidy = async ({ check, alone }: Formatter, program: string, files: readonly string[], root: string) => {
  for (const group of alone ? files.map((file) => [file]) : [files]) {
    const [first = ""] = group;
    const input = alone ? { stdin: join(root, first) } : {};
    const result = await runTool([program, ...check, ...(alone ? [] : group)], { cwd: root, env: clientEnvironment(), timeoutMs: 60_000, ...input });
    if (result.ok && result.stdout.trim() === "") continue;
    return { files: group, said: (result.stderr || result.stdout).trim().split("\n").slice(0, 5) };
  }
  return undefined;
};

/** Holds source files against the formatters that are here anyway. */
export const formatFindings = async (folders: readonly string[], root: string, toolchains: readonly ReadyToolchain[]): Promise<Finding[]> => {
  const files = folders.flatMap(sourcesIn);
  const tidy: string[] = [];
  const skipped: string[] = [];
  const findings: Finding[] = [];
  for (const extension of new Set(files.map((file) => extname(file)))) {
    const formatter = formatters[extension];
    const program = formatter && programOf(formatter.command, toolchains);
    if (!program) {
      skipped.push(formatter ? `${extension} (${formatter.command} is not here)` : extension || "files without extension");
      continue;
    }
    const own = files.filter((file) => extname(file) === extension).map((file) => relative(root, file));
    const failed = await untidy(formatter, program, own, root);
    if (failed === undefined) {
      tidy.push(`${own.length} ${extension} by ${formatter.command}`);
      continue;
    }
    const mend = shellLine([formatter.command, ...formatter.mend, ...(formatter.alone ? [] : own)]);
    const lines = [`do: ${mend}${formatter.alone ? ` < ${shellLine(failed.files)}` : ""}`, ...failed.said];
    findings.push({ what: "format", state: "failed", detail: `${extension} sources are not as ${formatter.command} writes them`, lines });
  }
  if (tidy.length > 0) findings.push({ what: "format", state: "ok", detail: tidy.join(", "), lines: [] });
  if (skipped.length > 0) findings.push({ what: "format", state: "not checked", detail: `no formatter at hand: ${skipped.join(", ")}`, lines: [] });
  return findings;
};

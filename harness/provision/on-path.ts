import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { digest, digestOf, randomName } from "../host/digest.ts";
import { bareEnvironment, userHome, variable } from "../host/environment.ts";
import { noteProgram } from "../host/installed.ts";
import { fileMark, remember } from "../host/memo.ts";
import type { ToolResult } from "../host/tool.ts";
import { isRunnable, which, whichAll } from "../host/which.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { OnPath } from "../model/generated/package.ts";
import { fillWord, fillWords } from "../model/placeholders.ts";
import type { Provisioned } from "../model/provisioned.ts";
import { coerce, satisfies } from "../model/semver.ts";
import { type ProvisionContext, toolOf } from "./context.ts";

// Who names a program wants that one: where it cannot be used, another one on PATH is not taken for it.
const locate = (spec: OnPath, without: readonly string[]): { readonly found: readonly string[] } | { readonly absent: string } => {
  const own = spec["named-by"] && variable(spec["named-by"]);
  const found = own ? (isAbsolute(own) && isRunnable(own) ? [own] : []) : whichAll(spec.command, without);
  if (found.length > 0) return { found };
  return { absent: own ? `${spec["named-by"]} names ${own}, which is no absolute path of a program` : "not found" };
};

// A shell that `provision --shell` was read into has the store's own programs on PATH: they are no part of this machine.
const ownFolders = (store: string): string[] => {
  const packages = join(store, "packages");
  return existsSync(packages) ? [packages, realpathSync(packages)] : [packages];
};

type Examined = Provisioned | { readonly ok: false; readonly evidence: Evidence };

const absentFor =
  (spec: OnPath) =>
  (info: string): { ok: false; evidence: Evidence } => ({
    ok: false,
    evidence: { name: `${spec.command} ${spec.range} on PATH`, pass: false, info, hint: spec.hint },
  });

/**
 * Looks for a command on PATH, or in the place that its variable names, whose version fits and whose check passes. The first that does counts:
 * a link of a version manager does not start where only the system's programs are in sight.
 */
export const findOnPath = async (id: string, spec: OnPath, context: ProvisionContext, manifest: string): Promise<Examined> => {
  const stored = ownFolders(context.store);
  const located = locate(spec, stored);
  if ("absent" in located) return absentFor(spec)(located.absent);
  const refused: Examined[] = [];
  for (const found of located.found) {
    const examined = await examine(found, id, spec, context, manifest, stored);
    if (examined.ok) return examined;
    refused.push(examined);
  }
  return refused[0] as Examined;
};

const examine = async (found: string, id: string, spec: OnPath, context: ProvisionContext, manifest: string, stored: readonly string[]): Promise<Examined> => {
  const absent = absentFor(spec);
  const work = join(context.store, "tmp", randomName());
  try {
    const ownEnv = Object.fromEntries(Object.entries(spec.env ?? {}).map(([name, value]) => [name, variable(name) ?? fillWord(value, { home: userHome() })]));
    const env = { ...clientLike(work), ...ownEnv };
    // As it will be run: one that works only with all of this machine in sight would be found here, and then build nothing.
    const ask = (argv: readonly string[], own: Readonly<Record<string, string>>): Promise<ToolResult> => {
      mkdirSync(work, { recursive: true });
      return toolOf(context)(argv, {
        ...{ cwd: work, env, timeoutMs: 60_000, reads: [manifest], writable: [work], signal: context.signal },
        packages: [{ ok: true, id, folder: dirname(found), bin: own, env: ownEnv, digest: "", origin: "path" }],
      });
    };
    let failure = "";
    noteProgram(found);
    const told = await remember(context.store, ["on PATH", spec.version, fileMark(found)], async () => {
      const said = await ask([found, ...spec.version], { [spec.command]: found });
      failure = said.failure || said.stdout;
      const text = coerce(said.stdout || said.stderr)?.version;
      return said.ok && text ? `${text} ${digestOf([said.stdout, digest(readFileSync(found))])}` : undefined;
    });
    const [version, content] = told?.split(" ") ?? [];
    if (!version || !content) return absent(`${found} does not tell its version: ${failure.slice(0, 200)}`);
    if (!satisfies(version, spec.range)) return absent(`${found} has version ${version}`);
    const bin: Record<string, string> = { [spec.command]: found };
    for (const [name, command] of Object.entries(spec.bin ?? {})) {
      const path = which(command, stored);
      if (!path) return absent(`${command} is not on PATH`);
      noteProgram(path);
      bin[name] = path;
    }
    if (spec.check) {
      const values = { manifest, work, ...Object.fromEntries(Object.entries(bin).map(([name, path]) => [`bin.${name}`, path])) };
      const checked = await ask(fillWords(spec.check, values), bin);
      if (!checked.ok) return absent(`${found} ${version} is there, but: ${(checked.stderr || checked.failure).trim().slice(-300)}`);
    }
    return { ok: true, id, folder: dirname(found), bin, env: ownEnv, digest: content, origin: "path" };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

// Version managers find their versions through the user's home.
const clientLike = (work: string): Record<string, string> => ({ ...bareEnvironment(userHome()), TMPDIR: work });

import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { coerce, satisfies } from "semver";
import { digest, digestOf, randomName } from "../host/digest.ts";
import { bareEnvironment, userHome } from "../host/environment.ts";
import { runTool } from "../host/tool.ts";
import { which } from "../host/which.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { OnPath } from "../model/generated/package.ts";
import { fillWords } from "../model/placeholders.ts";
import type { Provisioned } from "../model/provisioned.ts";
import type { ProvisionContext } from "./context.ts";

/** Looks for a command on PATH whose version fits and whose check passes. */
export const findOnPath = async (
  id: string,
  spec: OnPath,
  context: ProvisionContext,
  manifest: string,
): Promise<Provisioned | { readonly ok: false; readonly evidence: Evidence }> => {
  const absent = (info: string): { ok: false; evidence: Evidence } => ({
    ok: false,
    evidence: { name: `${spec.command} ${spec.range} on PATH`, pass: false, info, hint: spec.hint },
  });
  const found = which(spec.command);
  if (!found) return absent("not found");
  const work = join(context.store, "tmp", randomName());
  mkdirSync(work, { recursive: true });
  try {
    const env = clientLike(work);
    const said = await runTool([found, ...spec.version], { env, timeoutMs: 60_000, cwd: work });
    const version = coerce(said.stdout || said.stderr)?.version;
    if (!said.ok || !version) return absent(`${found} does not tell its version: ${(said.failure || said.stdout).slice(0, 200)}`);
    if (!satisfies(version, spec.range)) return absent(`${found} has version ${version}`);
    const bin: Record<string, string> = { [spec.command]: found };
    for (const [name, command] of Object.entries(spec.bin ?? {})) {
      const path = which(command);
      if (!path) return absent(`${command} is not on PATH`);
      bin[name] = path;
    }
    if (spec.check) {
      const values = { manifest, work, ...Object.fromEntries(Object.entries(bin).map(([name, path]) => [`bin.${name}`, path])) };
      const checked = await runTool(fillWords(spec.check, values), { env, timeoutMs: 60_000, cwd: work });
      if (!checked.ok) return absent(`${found} ${version} is there, but: ${(checked.stderr || checked.failure).trim().slice(-300)}`);
    }
    return { ok: true, id, folder: dirname(found), bin, env: {}, digest: digestOf([said.stdout, digest(readFileSync(found))]), origin: "path" };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

// Version managers find their versions through the user's home.
const clientLike = (work: string): NodeJS.ProcessEnv => ({ ...bareEnvironment(userHome()), TMPDIR: work });

import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomName } from "../host/digest.ts";
import { bareEnvironment } from "../host/environment.ts";
import { checkInstalled } from "../host/installed.ts";
import { remember } from "../host/memo.ts";
import { describeExit } from "../launch/launcher.ts";
import { pathsOf, roomAt } from "../launch/room.ts";
import { fillWords } from "../model/placeholders.ts";
import { type Provisioned, placeholderValues } from "../model/provisioned.ts";
import { shorten } from "../model/text.ts";
import type { ProbeGround } from "./ground.ts";

/** An engine that takes longer to tell its version hangs. */
const versionTimeoutMs = 20_000;

const versionPattern = /\d+\.\d+(?:\.\d+)?(?:[-+][0-9A-Za-z.-]+)?/;

/**
 * Runs a command that answers a question: an engine that nobody has published yet may hang, flood or leave processes behind
 * when it is asked, so it runs with limits, and is shown only what it `reads`. `how` says in what way it failed; undefined where it did not.
 */
export const runQuietly = async (
  argv: readonly string[],
  env: Record<string, string>,
  ground: ProbeGround,
  reads: readonly string[],
): Promise<{ stdout: string; text: string; how: string | undefined }> => {
  const said = join(ground.store, "tmp", `version-${randomName()}`);
  mkdirSync(said, { recursive: true });
  try {
    const [stdout, stderr] = [join(said, "stdout"), join(said, "stderr")];
    const limits = { timeMs: versionTimeoutMs, memoryKib: 4 * 2 ** 20, outputBytes: 2 ** 20, processes: 64 };
    const carry = { lane: reads, inputs: [], directories: [], room: roomAt(dirname(said)) };
    const exit = await ground.launcher.run({ argv, env: { ...env, HOME: said, TMPDIR: said }, cwd: said, stdin: "/dev/null", stdout, stderr, limits, carry });
    const how = describeExit(exit);
    const output = exit.startError === undefined ? readFileSync(stdout, "utf8") : "";
    const text = exit.startError === undefined ? `${output}\n${readFileSync(stderr, "utf8")}` : "";
    return { stdout: output, text, how: how && `${how}${text.trim() ? `: ${shorten(text.trim(), 300)}` : ""}` };
  } finally {
    rmSync(said, { recursive: true, force: true });
  }
};

/**
 * Asks a toolchain or an engine for its version; `under` what wraps it. A version follows from the
 * packages and the question: only what could not be asked is asked again.
 */
export const askVersion = async (
  argv: readonly string[],
  packages: readonly Provisioned[],
  manifest: string,
  ground: ProbeGround,
  reports: RegExp = versionPattern,
  under: { readonly wrap: readonly string[]; readonly digest: string; readonly reads: readonly string[] } = { wrap: [], digest: "", reads: [] },
): Promise<{ version: string } | { failure: string }> => {
  const { values, env } = placeholderValues(packages);
  const filled = [...under.wrap, ...fillWords(argv, { ...values, manifest })];
  let failure = "";
  const version = await remember(ground.store, ["version", reports.source, filled, packages.map((pack) => pack.digest), under.digest], async () => {
    await checkInstalled(packages);
    const { text, how } = await runQuietly(filled, { ...bareEnvironment(ground.store), ...env }, ground, [...pathsOf(packages), ...under.reads, manifest]);
    const found = reports.exec(text);
    failure = how ?? `it does not tell its version, but: ${shorten(text.trim(), 120)}`;
    return how === undefined && found ? (found[1] ?? found[0]) : undefined;
  });
  return version === undefined ? { failure } : { version };
};

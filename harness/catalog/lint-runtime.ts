import { join } from "node:path";
import { shownPath } from "../host/home.ts";
import type { PlacedRuntime } from "../model/catalog.ts";
import { claims } from "../model/claims.ts";
import type { RuntimeManifest, RuntimeTarget, SocketPassing, Words } from "../model/generated/runtime.ts";
import { namesCompiler, usedPackages } from "../model/packages.ts";
import { placeholdersIn } from "../model/placeholders.ts";
import { alternativesOf, type Mode } from "../model/resolve.ts";
import { validRange } from "../model/semver.ts";
import { lintProbes } from "./lint-keep.ts";
import { fault, lintPackages, lintPath, lintPattern, lintWords, packageWords } from "./lint-words.ts";

/** Where something of a runtime stands: its file, and the place in it. */
interface At {
  readonly file: string;
  readonly place: string;
}

const lintRanges = (value: unknown, { file, place }: At): void => {
  if (value === null || typeof value !== "object") return;
  // A package's range is one of what is on PATH.
  for (const [key, child] of Object.entries(value)) {
    if (key === "range" && typeof child === "string" && validRange(child) === null)
      throw fault("runtime/range", file, `${place}/range`, `${JSON.stringify(child)} is no range of versions`, 'write one as npm does: range = ">=47"');
    if (key !== "package") lintRanges(child, { file, place: `${place}/${key}` });
  }
};

// An alternative after one that holds for all releases would never count.
const lintLast = (alternatives: readonly { readonly range?: string }[], { file, place }: At): void => {
  const all = alternatives.findIndex(({ range }) => range === undefined);
  if (all !== -1 && all < alternatives.length - 1)
    throw fault(
      "runtime/alternatives",
      file,
      `${place}/${all + 1}`,
      "it never counts: the one before it holds for all releases",
      "put the one without a range last",
    );
};

const lintAlternatives = (words: Words, known: ReadonlySet<string>, { file, place }: At): void => {
  const alternatives = alternativesOf(words);
  const isList = words.some((word) => typeof word !== "string");
  if (isList && alternatives.length < words.length)
    throw fault("runtime/alternatives", file, place, "words stand beside alternatives", "write the words of a command, or nothing but { range, argv }");
  alternatives.forEach(({ argv }, index) => {
    lintWords(argv, known, file, isList ? `${place}/${index}/argv` : place);
  });
  lintLast(alternatives, { file, place });
};

const running = ["args", "env", "directories", "sockets", "variant", "keep", "extra"];

/** What may stand in the words of each mode, besides what may stand in all. */
const modeWords: Readonly<Record<Mode, readonly string[]>> = {
  run: running,
  serve: [...running, "address"],
  prepare: ["prepared", "variant", "keep"],
  compile: ["prepared", "variant", "keep"],
  warm: ["variant", "keep"],
  "warm-serve": ["variant", "keep"],
  "warm-fuel": ["variant", "keep"],
  wast: ["variant", "keep", "extra", "script"],
  fuel: [...running, "fuel"],
  memory: [...running, "bytes"],
  trace: [...running, "calls"],
  "trace-serve": [...running, "address", "calls"],
};

const lintModes = ({ mode, "config-file": config }: RuntimeTarget, provided: readonly string[], { file, place }: At): void => {
  for (const name of Object.keys(mode) as Mode[]) {
    const known = [
      "wasm",
      "manifest",
      "cache",
      ...provided,
      ...modeWords[name],
      ...(mode.prepare ? ["prepared"] : []),
      ...(config && modeWords[name].includes("args") ? ["config"] : []),
    ];
    lintAlternatives(mode[name] ?? [], new Set(known), { file, place: `${place}/mode/${name}` });
  }
};

// Words that are said must reach the engine: in every command that runs a program.
const lintSaid = ({ mode }: RuntimeTarget, word: string, message: string, { file, place }: At): void => {
  const everywhere = alternativesOf(mode.run).every(({ argv }) => argv.includes(word));
  if (!everywhere) throw fault("runtime/words", file, place, message, `add "${word}" to run, or leave it out of here`);
};

const lintClaims = (target: RuntimeTarget, { file, place }: At): void => {
  for (const { argv } of alternativesOf(target.mode.run)) {
    const inFile = target["config-file"] && argv.some((word) => placeholdersIn(word).includes("config")) ? ["args", "env"] : [];
    for (const [capability, word] of Object.entries({ args: "{args}", env: "{env}", directories: "{directories}" }))
      if (claims(target, capability) && !argv.includes(word) && !inFile.includes(capability)) {
        const hint = `add "${word}" to run, or take the claim back`;
        throw fault("runtime/claim", file, `${place}/mode/run`, `${capability} is claimed, but ${word} is nowhere in run`, hint);
      }
  }
};

const lintPassing = (sockets: SocketPassing, target: RuntimeTarget, { file, place }: At): void => {
  lintWords(sockets.always ?? [], new Set([]), file, `${place}/always`);
  lintWords(sockets.listen ?? [], new Set(["address"]), file, `${place}/listen`);
  lintWords(sockets.listening ?? [], new Set(["file"]), file, `${place}/listening`);
  if (sockets.listening && !sockets.listening.some((word) => placeholdersIn(word).includes("file")))
    throw fault("runtime/sockets", file, `${place}/listening`, "the file is not named", 'write listening = ["--flag={file}"]');
  if (sockets.as === "descriptors" && !((sockets.listen || target["config-file"]) && sockets.directories)) {
    const hint = 'write listen = ["--flag={address}"], and directories = "before" or "after": which descriptors come first';
    throw fault("runtime/sockets", file, place, "preopened sockets need listen and directories", hint);
  }
  if (sockets.always || sockets.listen || sockets.listening)
    lintSaid(target, "{sockets}", "sockets are said, but {sockets} is nowhere in run", { file, place });
};

// A proof that cannot be had would turn every ending of the kind into an exit.
const lintEndings = (target: RuntimeTarget, { file, place }: At): void => {
  (target.endings ?? []).forEach(({ proof }, index) => {
    const own = `${place}/endings/${index}/proof`;
    if (proof === "last-words" && target["last-words"] === undefined)
      throw fault("runtime/endings", file, own, "nothing says where the engine's last words begin", 'write last-words = "Error: ": what they begin with');
    if ((proof === "mute" || proof === "named") && alternativesOf(target.mode.run).some(({ argv }) => !argv.includes("{wasm}")))
      throw fault("runtime/endings", file, own, "it runs a changed artifact, and {wasm} is nowhere in run", "have the host script tell: report = true");
  });
};

const lintTarget = (folder: string, target: RuntimeTarget, provided: readonly string[], at: At): void => {
  const { file, place } = at;
  lintModes(target, provided, at);
  lintClaims(target, at);
  lintAlternatives(target.directory ?? [], new Set(["host", "guest"]), { file, place: `${place}/directory` });
  lintAlternatives(target.variable ?? [], new Set(["name", "value"]), { file, place: `${place}/variable` });
  lintAlternatives(target.argv0 ?? [], new Set(["argv0"]), { file, place: `${place}/argv0` });
  lintAlternatives(target.preload ?? [], new Set(["name", "module"]), { file, place: `${place}/preload` });
  for (const [name, words] of Object.entries(target.proposal ?? {})) lintAlternatives(words, new Set(), { file, place: `${place}/proposal/${name}` });
  for (const [kind, words] of Object.entries(target.presets ?? {}))
    lintAlternatives(words, new Set(["name", "value"]), { file, place: `${place}/presets/${kind}` });
  if (target.argv0 || target.preload || target.proposal || target.presets)
    lintSaid(target, "{extra}", "what a case asks of the engine is said, but {extra} is nowhere in run", at);
  (target.sockets ?? []).forEach((each, index) => {
    lintPassing(each, target, { file, place: `${place}/sockets/${index}` });
  });
  lintLast(target.sockets ?? [], { file, place: `${place}/sockets` });
  lintEndings(target, at);
  if (target.trace) lintPath(folder, target.trace.script, file, `${place}/trace/script`);
  if (target["config-file"]) lintPath(folder, target["config-file"].script, file, `${place}/config-file/script`);
  for (const [kind, rules] of Object.entries({ endings: target.endings ?? [], notices: target.notices ?? [] }))
    rules.forEach(({ stderr, ...rule }, index) => {
      lintPattern(("reason" in rule && rule.reason) || "", file, `${place}/${kind}/${index}/reason`);
      lintPattern(stderr ?? "", file, `${place}/${kind}/${index}/stderr`);
    });
};

// Words that stand nowhere in a command would make a lane that is no other than the one without them.
const lintWays = ({ variant = {}, keep, platform, target }: RuntimeManifest, known: ReadonlySet<string>, file: string): void => {
  const isPrepared = (name: string, word: string): boolean => alternativesOf(target[name]?.mode.prepare ?? []).some(({ argv }) => argv.includes(word));
  const lintReaches = (word: string, place: string, targets: readonly string[]): void => {
    for (const name of targets)
      if (target[name] && !isPrepared(name, word)) lintSaid(target[name], word, `${word} is nowhere in run of ${name}`, { file, place });
  };
  for (const [id, { argv, targets }] of Object.entries(variant)) {
    lintAlternatives(argv, new Set(), { file, place: `/variant/${id}/argv` });
    lintReaches("{variant}", `/variant/${id}`, targets ?? Object.keys(target));
  }
  if (keep && !keep["nil"])
    throw fault("runtime/keep", file, "/keep", "there is no nil among the Keeps that it makes", "write [keep.nil]: what it is told where it makes none");
  for (const [id, { argv, evidence, backend }] of Object.entries(keep ?? {})) {
    lintAlternatives(argv, new Set(), { file, place: `/keep/${id}/argv` });
    lintProbes(evidence ?? [], known, file, `/keep/${id}/evidence`);
    if (backend && !platform) {
      const hint = "say which in platform, or leave backend out";
      throw fault("runtime/platform", file, `/keep/${id}/backend`, "no command prints which Keeps the engine finds", hint);
    }
    if (argv.length > 0) lintReaches("{keep}", `/keep/${id}`, Object.keys(target));
  }
};

/** Checks what a schema cannot say of a runtime: placeholders, ranges, regular expressions. */
export const lintRuntime = (runtime: PlacedRuntime, root: string): void => {
  const { folder, manifest, releases } = runtime;
  const file = shownPath(root, join(folder, "runtime.toml"));
  lintPackages(manifest.package, folder, file);
  lintRanges(manifest, { file, place: "" });
  const provided = packageWords(manifest.package, usedPackages(manifest.package));
  const known = new Set(["manifest", ...provided]);
  lintAlternatives(manifest.version, known, { file, place: "/version" });
  if (alternativesOf(manifest.version).at(-1)?.range !== undefined)
    throw fault("runtime/alternatives", file, "/version", "some releases have no command that prints their version", "add an alternative without a range");
  lintAlternatives(manifest.platform ?? [], known, { file, place: "/platform" });
  const script = manifest["platform-script"];
  if ((script === undefined) !== (manifest.platform === undefined))
    throw fault("runtime/platform", file, "/platform", "platform and platform-script go together", "name the script that reads what the commands print");
  if (script !== undefined) lintPath(folder, script, file, "/platform-script");
  lintWays(manifest, known, file);
  lintPattern(manifest.reports ?? "", file, "/reports");
  for (const [target, entry] of Object.entries(manifest.target)) lintTarget(folder, entry, provided, { file, place: `/target/${target}` });
  const releasesFile = shownPath(root, join(folder, "releases.toml"));
  releases.forEach(({ lock, go }, index) => {
    if (go !== undefined && !namesCompiler(manifest.package["engine"]))
      throw fault("runtime/go", releasesFile, `/release/${index}/go`, "the engine is no Go module", "leave go out");
    if (lock !== undefined) lintPath(folder, join(lock, "package-lock.json"), releasesFile, `/release/${index}/lock`);
  });
};

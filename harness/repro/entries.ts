import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Entry, readEntries, staysInside, textEntry } from "../host/bundle.ts";
import { filesBeside } from "../host/named-files.ts";
import { tokenOf, tokensIn } from "../model/symbolic.ts";
import { reproIssue } from "../report/repro-issue.ts";
import { dialogueScript } from "../report/repro-prelude.ts";
import { reproScript, unseen } from "../report/repro-script.ts";
import { endingLine, reproReadme } from "../report/repro-text.ts";
import { expectedDirectories } from "../run/compare-files.ts";
import { baits } from "../run/scratch.ts";
import { preparedOf, wasmOf } from "./addresses.ts";
import type { Collected } from "./collect.ts";
import { dialogueEntries } from "./dialogue.ts";
import type { Reproducible } from "./reproducible.ts";

const file = (path: string, bytes: Uint8Array): Entry => ({ kind: "file", path, bytes });

const plainEntries = ({ program, workload }: Reproducible, { programs: [{ expected, stdin }] }: Collected): Entry[] => [
  file("input/stdin", stdin),
  ...program.directories.flatMap(({ fixture }, index) => (fixture ? readEntries(join(workload.folder, fixture), `input/directory-${index}`) : [])),
  ...(program.directories.length > 0 ? baits : []),
  textEntry("expected/exit", `${program.exit}\n`),
  ...(expected.stdout ? [file("expected/stdout", expected.stdout.bytes)] : []),
  ...(expected.stderr ? [file("expected/stderr", expected.stderr.bytes)] : []),
  ...expectedDirectories(program, workload.folder, expected.files, "expected/directory"),
];

const actualEntries = ({ repro, said }: Collected): Entry[] => [
  textEntry("actual/ending", `${endingLine(repro)}\n`),
  ...(repro.observation ? [textEntry("actual/files.json", `${JSON.stringify(repro.observation.files, undefined, 2)}\n`)] : []),
  ...(repro.observation?.steps ? [textEntry("actual/steps.json", `${JSON.stringify(repro.observation.steps, undefined, 2)}\n`)] : []),
  ...(["stdout", "stderr"] as const).flatMap((name) => (said[name] ? [file(`actual/${name}`, said[name])] : [])),
];

// Its manifest and its lock files are not what runs; a link that leads out of the folder would lead nowhere elsewhere.
const hostEntries = ({ placed }: Reproducible, { repro }: Collected): Entry[] => {
  const { run, prepare } = repro.commands;
  const words = [...run.argv, ...Object.values(run.env), ...(prepare?.argv ?? [])];
  if (!tokensIn(words).includes("manifest")) return [];
  const locks = Object.values(placed.manifest.package).flatMap((pack) => (pack.from === "npm" ? [pack.lock.split("/")[0]] : []));
  const left = ["runtime.toml", "releases.toml", "node_modules", ...locks];
  // Parts that host scripts share stand beside the folder of each.
  const named = words.map((word) => word.replaceAll(tokenOf("manifest"), "{manifest}"));
  const beside = filesBeside(named, placed.folder).map((path) => file(basename(path), readFileSync(path)));
  return [...readEntries(placed.folder, "host", (name, path) => !left.includes(name) && staysInside(placed.folder, path)), ...beside];
};

const packageEntries = ({ placed }: Reproducible, { repro }: Collected): Entry[] =>
  [...new Map(repro.needs.flatMap(({ locked }) => (locked ? [[locked.at, locked.lock] as const] : [])))].flatMap(([at, lock]) => {
    const folder = join(placed.folder, lock);
    return readEntries(folder, at, (name) => (name === "package.json" || name === "package-lock.json") && existsSync(join(folder, name)));
  });

const talkEntries = (found: Reproducible, { repro, programs }: Collected): Entry[] => {
  const target = found.runtime.target[repro.id.target];
  const needs = new Map(repro.needs.map(({ token, variable }) => [token, variable]));
  const saw = repro.state.is === "judged" && repro.state.verdict.is === "fail" ? repro.state.verdict.cause : undefined;
  return target ? dialogueEntries(found, programs, target, needs, saw, unseen(repro)) : [];
};

// What was said where it ran, and what is told of that, may name places of that machine.
const withoutPlaces = (entries: readonly Entry[], names: ReadonlyMap<string, string>): Entry[] =>
  entries.map((entry) => {
    if (entry.kind !== "file") return entry;
    const text = Buffer.from(entry.bytes).toString("latin1");
    const toLatin1 = (own: string): string => Buffer.from(own, "utf8").toString("latin1");
    const other = [...names].reduce((own, [path, name]) => own.replaceAll(toLatin1(path), toLatin1(name)), text);
    return other === text ? entry : { ...entry, bytes: Buffer.from(other, "latin1") };
  });

/** Everything that goes into the folder of a cell. */
export const entriesOf = (found: Reproducible, collected: Collected): Entry[] => {
  const { repro, programs, source, names } = collected;
  const told = [
    textEntry("README.md", reproReadme(repro)),
    textEntry("issue.md", reproIssue(repro)),
    textEntry("run.sh", repro.steps ? dialogueScript(repro) : reproScript(repro), true),
    ...actualEntries(collected),
  ];
  return [
    ...withoutPlaces(told, names),
    ...programs.flatMap(({ role, wasm, prepared, config }): Entry[] => [
      file(wasmOf(role), wasm),
      ...(prepared ? readEntries(prepared, preparedOf(role)) : []),
      ...(config ? [textEntry(config.path, config.text)] : []),
    ]),
    ...source,
    ...hostEntries(found, collected),
    ...packageEntries(found, collected),
    ...(repro.steps ? talkEntries(found, collected) : plainEntries(found, collected)),
  ];
};

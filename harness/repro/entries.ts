import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Entry, readEntries, staysInside, textEntry } from "../host/bundle.ts";
import { tokensIn } from "../model/symbolic.ts";
import { reproScript } from "../report/repro-script.ts";
import { endingLine, reproIssue, reproReadme } from "../report/repro-text.ts";
import { expectedDirectories } from "../run/compare-files.ts";
import { configText } from "../run/config-file.ts";
import type { Expected } from "../run/expected.ts";
import { baits } from "../run/scratch.ts";
import type { Collected } from "./collect.ts";
import type { Reproducible } from "./reproducible.ts";

const file = (path: string, bytes: Uint8Array): Entry => ({ kind: "file", path, bytes });

const inputEntries = ({ program, workload }: Reproducible, stdin: Uint8Array): Entry[] => [
  file("input/stdin", stdin),
  ...program.directories.flatMap(({ fixture }, index) => (fixture ? readEntries(join(workload.folder, fixture), `input/directory-${index}`) : [])),
  ...(program.directories.length > 0 ? baits : []),
];

const expectedEntries = ({ program, workload }: Reproducible, expected: Expected): Entry[] => [
  textEntry("expected/exit", `${program.exit}\n`),
  ...(expected.stdout ? [file("expected/stdout", expected.stdout.bytes)] : []),
  ...(expected.stderr ? [file("expected/stderr", expected.stderr.bytes)] : []),
  ...expectedDirectories(program, workload.folder, expected.files, "expected/directory"),
];

const actualEntries = ({ repro, said }: Collected): Entry[] => [
  textEntry("actual/ending", `${endingLine(repro)}\n`),
  ...(repro.observation ? [textEntry("actual/files.json", `${JSON.stringify(repro.observation.files, undefined, 2)}\n`)] : []),
  ...(["stdout", "stderr"] as const).flatMap((name) => (said[name] ? [file(`actual/${name}`, said[name])] : [])),
];

// Its manifest and its lock files are not what runs; a link that leads out of the folder would lead nowhere elsewhere.
const hostEntries = ({ placed }: Reproducible, { repro }: Collected): Entry[] => {
  const { run, prepare } = repro.commands;
  const words = [...run.argv, ...Object.values(run.env), ...(prepare?.argv ?? [])];
  if (!tokensIn(words).includes("manifest")) return [];
  const locks = Object.values(placed.manifest.package).flatMap((pack) => (pack.from === "npm" ? [pack.lock] : []));
  const left = ["runtime.toml", "releases.toml", "node_modules", ...locks];
  return readEntries(placed.folder, "host", (name, path) => !left.includes(name) && staysInside(placed.folder, path));
};

const packageEntries = ({ placed }: Reproducible, { repro }: Collected): Entry[] =>
  repro.needs.flatMap((need) => {
    const pack = need.kind === "folder" ? placed.manifest.package[need.token.slice("package.".length)] : undefined;
    if (pack?.from !== "npm") return [];
    const lock = repro.id.lane.version;
    const release = placed.releases.find((each) => each.version === lock);
    const folder = join(placed.folder, (need.token === "package.engine" ? release?.lock : undefined) ?? pack.lock);
    return readEntries(folder, need.fallback, (name) => (name === "package.json" || name === "package-lock.json") && existsSync(join(folder, name)));
  });

/** Everything that goes into the folder of a cell. */
export const entriesOf = async (found: Reproducible, collected: Collected, expected: Expected, stdin: Uint8Array): Promise<Entry[]> => {
  const { repro, wasm, prepared } = collected;
  const target = found.runtime.target[repro.id.target];
  const config = target && (await configText(found.placed.folder, target, found.program, []));
  return [
    textEntry("README.md", reproReadme(repro)),
    textEntry("issue.md", reproIssue(repro)),
    textEntry("run.sh", reproScript(repro), true),
    ...(repro.config !== undefined && config !== undefined ? [textEntry(repro.config, config)] : []),
    file("program.wasm", wasm),
    ...(prepared ? readEntries(prepared, "prepared") : []),
    ...hostEntries(found, collected),
    ...packageEntries(found, collected),
    ...inputEntries(found, stdin),
    ...expectedEntries(found, expected),
    ...actualEntries(collected),
  ];
};

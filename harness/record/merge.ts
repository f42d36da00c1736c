import { cpSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { timestamp } from "../host/clock.ts";
import { GatehouseError } from "../model/errors.ts";
import type { CaseLine, Header, JournalLine, Worker } from "../model/generated/journal.ts";
import { isComplete } from "../model/journal.ts";
import { Journal } from "./journal.ts";
import { type JournalText, readJournal } from "./read.ts";
import { newRunId, runsFolder } from "./runs.ts";

const refuse = (code: string, message: string, hint: string, file?: string): GatehouseError =>
  new GatehouseError(`merge/${code}`, message, { hint, ...(file === undefined ? {} : { place: { file } }) });

const lackingIn = ({ lines }: JournalText): string[] => lines.flatMap((line) => (line.kind === "unavailable" ? [`${line.what} ${line.id}`] : []));

/** In which ways two journals answer different questions. Machines without the same lanes and toolchains have different plans. */
const unlikeness = (one: JournalText, other: JournalText): string[] => {
  const differs = (of: (header: Header) => unknown): boolean => JSON.stringify(of(one.header)) !== JSON.stringify(of(other.header));
  const [here, there] = [lackingIn(one), lackingIn(other)];
  const alone = [...here.filter((id) => !there.includes(id)), ...there.filter((id) => !here.includes(id))];
  return [
    ...(differs(({ profile }) => profile) ? ["another profile"] : []),
    ...(differs(({ filters }) => filters) ? ["other filters"] : []),
    ...(differs(({ harnessDigest }) => harnessDigest) ? ["another version of Gatehouse"] : []),
    ...(differs(({ agenda }) => agenda) ? [alone.length > 0 ? `cells without ${alone.join(", ")}: not there in one of them` : "other cells"] : []),
  ];
};

// Cells of one lane stand in one column: they must be of one engine.
const checkLanes = (texts: readonly JournalText[]): void => {
  const known = new Map<string, string>();
  for (const { lines, path } of texts) {
    for (const { id, digest } of lines.flatMap((line) => (line.kind === "worker" ? line.lanes : []))) {
      if ((known.get(id) ?? digest) !== digest)
        throw refuse("lanes", `lane ${id} has another engine, command, claim or ending in this shard`, "run all shards with the same engines", path);
      known.set(id, digest);
    }
  }
};

const checkShards = (texts: readonly JournalText[]): void => {
  const [first] = texts;
  if (!first || texts.length < 2) throw refuse("few", "one journal is nothing to merge", "name two runs or more");
  for (const text of texts) {
    const unlike = unlikeness(first, text);
    if (unlike.length > 0)
      throw refuse(
        "unlike",
        `runs ${first.header.run} and ${text.header.run} are no shards of one run: ${unlike.join("; ")}`,
        "merge shards of one command on one checkout",
        text.path,
      );
    if (!isComplete(text.lines))
      throw refuse("unfinished", `run ${text.header.run} did not come to its end`, "go on with it: `gatehouse run --resume`", text.path);
  }
  checkLanes(texts);
  const shards = texts.map(({ header }) => header.shard);
  const counts = new Set(shards.map((shard) => shard?.split("/")[1]));
  const [count] = counts;
  const missing = Array.from({ length: Number(count ?? 0) }, (_, at) => `${at + 1}/${count}`).filter((shard) => !shards.includes(shard));
  if (counts.size !== 1 || count === undefined || new Set(shards).size !== shards.length)
    throw refuse("shards", `these are the shards ${shards.map((shard) => shard ?? "none").join(", ")}`, "run with --shard 1/N to N/N, and name each once");
  if (missing.length > 0) throw refuse("missing", `shard ${missing.join(", ")} is missing`, "run it, and name all shards");
};

// What several shards say of a case is one line; a worker's name is its own.
const collect = <L extends CaseLine | Worker>(texts: readonly JournalText[], kind: L["kind"], nameOf: (line: L) => string): L[] => {
  const found = new Map<string, L>();
  for (const { lines, path } of texts) {
    for (const line of lines as readonly JournalLine[]) {
      if (line.kind !== kind) continue;
      const name = nameOf(line as L);
      const known = found.get(name);
      if (known && (kind === "worker" || JSON.stringify(known) !== JSON.stringify(line)))
        throw refuse("differs", `two shards tell of ${kind} ${name}`, "merge shards of one command on one checkout", path);
      found.set(name, line as L);
    }
  }
  return [...found.values()];
};

const copied: ReadonlySet<JournalLine["kind"]> = new Set(["unavailable", "artifact", "row"]);

/**
 * Merges the journals of all shards of one agenda into one new run: the lines of each, one after the other, below one header and one
 * plan. Throws a GatehouseError where they are not all shards of one agenda, or one has not ended. Returns the run's name.
 */
export const mergeShards = (root: string, paths: readonly string[]): string => {
  const texts = paths.map((path) => readJournal(path));
  checkShards(texts);
  const { shard: _, ...first } = (texts[0] as JournalText).header;
  const cells = [...new Set(texts.flatMap(({ lines }) => lines.flatMap((line) => (line.kind === "planned" ? line.cells : []))))];
  const header: Header = { ...first, run: newRunId(root), started: texts.map(({ header: own }) => own.started).sort()[0] ?? timestamp(), cells: cells.length };
  const workers = collect<Worker>(texts, "worker", ({ id }) => id);
  const cases = collect<CaseLine>(texts, "case", (line) => line.case);
  const folder = join(runsFolder(root), header.run);
  const journal = Journal.begin(join(folder, "journal.ndjson"), header, cells, [...workers, ...cases]);
  for (const { lines, path } of texts) {
    for (const line of lines) if (copied.has(line.kind)) journal.append(line as JournalLine);
    const blobs = join(dirname(path), "blobs");
    if (existsSync(blobs)) cpSync(blobs, join(folder, "blobs"), { recursive: true });
  }
  journal.close(false);
  return header.run;
};

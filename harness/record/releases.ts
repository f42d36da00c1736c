import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { writeAtomic } from "../host/files.ts";
import { GatehouseError } from "../model/errors.ts";
import type { RecordHeader, RecordLine } from "../model/generated/record.ts";
import { parseLane } from "../model/ids.ts";
import type { ReleaseRecord } from "../model/record.ts";
import { toText } from "./lines.ts";
import { pack, packedEnding } from "./packed.ts";
import { largestRecord, type Published, readPublished, recordForm, toPublished } from "./published.ts";

const releasesFolder = (root: string): string => join(root, "results/releases");

const toSegment = (text: string): string =>
  [...new TextEncoder().encode(text)]
    .map((byte) => String.fromCharCode(byte))
    .map((character) => (/[A-Za-z0-9._-]/.test(character) ? character : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`))
    .join("");

// No part of a track has a dot: the first one stands for its slash, others for its colons.
const trackSegment = (track: string): string => track.replace(/[/:]/g, ".");

/** Where a record is published: `results/releases/<runtime>-<version>/<track>/<machine>.ndjson.gz`, each part safe as a name. */
export const publishedPath = (root: string, { lane, track, machine }: Pick<RecordHeader, "lane" | "track" | "machine">): string => {
  const { runtime, version } = parseLane(lane);
  return join(releasesFolder(root), `${runtime}-${toSegment(version)}`, trackSegment(track), `${machine.id}${packedEnding}`);
};

/** A record as the text of its file. Throws a GatehouseError where it does not fit its schema, or is too large. */
export const toRecordText = ({ header, cases, artifacts, cells }: ReleaseRecord): string => {
  const lines: readonly RecordLine[] = [header, ...cases, ...artifacts, ...cells];
  const footer: RecordLine = { kind: "footer", lines: lines.length };
  const { text } = toText(recordForm, [...lines, footer]);
  const size = Buffer.byteLength(text);
  if (size <= largestRecord) return text;
  throw new GatehouseError("record/too-large", `the record of ${header.lane} would have ${size} bytes; the limit is ${largestRecord}`, {
    hint: "publish a run of fewer workloads or languages",
  });
};

/** Throws a GatehouseError for a text that would not be read back as a published record. */
export const checkRecordText = (text: string): void => {
  toPublished("the new record", Buffer.from(text));
};

/** Publishes texts at their paths, each whole or not at all. */
export const writeRecords = (texts: ReadonlyMap<string, string>): void => {
  for (const [path, text] of texts) writeAtomic(path, pack(text));
};

/** Every published record of a project, by path. Throws a GatehouseError for the first file that is wrong, or does not stand where its header says. */
export const readReleases = (root: string): Published[] => {
  const folder = releasesFolder(root);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => {
      const published = readPublished(path);
      const expected = publishedPath(root, published.header);
      if (path === expected) return published;
      throw new GatehouseError("record/place", `this record belongs in ${expected.slice(folder.length + sep.length)}`, {
        hint: `move it there: the name follows from the header; here it is ${basename(dirname(path))}/${basename(path)}`,
        place: { file: path },
      });
    });
};

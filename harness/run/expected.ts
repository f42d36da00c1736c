import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentBytes } from "../host/content.ts";
import { digest } from "../host/digest.ts";
import { type Thing, treePath } from "../host/tree.ts";
import type { Program, Stream } from "../model/contract.ts";
import { hexOf } from "../model/digest.ts";

/** Exact bytes of a stream with their digest. */
export interface ExpectedStream {
  readonly bytes: Buffer;
  readonly digest: string;
}

/** What must stand at a path: bytes, nothing, a folder, or a symbolic link to a path in Latin-1. */
type ExpectedFile = Buffer | "absent" | Exclude<Thing, object | "special">;

/** A program's contract with every content read: once per case, for all lanes. */
export interface Expected {
  readonly stdinFile: string;
  readonly stdout: ExpectedStream | undefined;
  readonly stderr: ExpectedStream | undefined;
  readonly files: ReadonlyMap<string, ExpectedFile>;
}

const expectedFile = (wanted: Program["files"][string], folder: string): ExpectedFile => {
  if ("absent" in wanted) return "absent";
  if ("folder" in wanted) return "folder";
  return "link" in wanted ? `link ${treePath(wanted.link)}` : contentBytes(wanted, folder);
};

const expectedStream = (stream: Stream, folder: string): ExpectedStream | undefined => {
  if (stream.match !== "exact") return undefined;
  const bytes = contentBytes(stream.content, folder);
  return { bytes, digest: digest(bytes) };
};

/** Reads the contents of a contract; standard input becomes a file in `scratch`, which commands open. */
export const readExpected = (program: Program, folder: string, scratch: string): Expected => {
  const input = contentBytes(program.stdin, folder);
  const stdinFile = join(scratch, `stdin-${hexOf(digest(input), 16)}`);
  mkdirSync(scratch, { recursive: true });
  writeFileSync(stdinFile, input, { mode: 0o400, flag: "w" });
  return {
    stdinFile,
    stdout: expectedStream(program.stdout, folder),
    stderr: expectedStream(program.stderr, folder),
    files: new Map(Object.entries(program.files).map(([path, content]) => [path, expectedFile(content, folder)])),
  };
};

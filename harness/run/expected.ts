import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentBytes } from "../host/content.ts";
import { digest, randomName } from "../host/digest.ts";
import { type Thing, treePath } from "../host/tree.ts";
import { type Program, reasoned, type Stream } from "../model/contract.ts";
import { hexOf } from "../model/digest.ts";
import type { Content } from "../model/generated/workload.ts";

/** Bytes of a stream with their digest. */
interface ExpectedBytes {
  readonly bytes: Buffer;
  readonly digest: string;
}

/** What a stream must be; or must begin with, where `prefix` says so; or one of the `others`. */
export interface ExpectedStream extends ExpectedBytes {
  readonly prefix?: true;
  readonly others?: readonly ExpectedBytes[];
}

/** What must stand at a path: bytes, or one of several; nothing, a folder, or a symbolic link to a path in Latin-1. */
type ExpectedFile = Buffer | readonly Buffer[] | "absent" | Exclude<Thing, object | "special">;

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
  if ("any" in wanted) return wanted.any.map((answer) => contentBytes(reasoned(answer).content, folder));
  return "link" in wanted ? `link ${treePath(wanted.link)}` : contentBytes(wanted, folder);
};

const expectedStream = (stream: Stream, folder: string): ExpectedStream | undefined => {
  const read = (content: Content): ExpectedBytes => {
    const bytes = contentBytes(content, folder);
    return { bytes, digest: digest(bytes) };
  };
  if (stream.match === "any") {
    const [first, ...others] = stream.answers.map(({ content }) => read(content));
    return first && { ...first, others };
  }
  if (!("content" in stream)) return undefined;
  return { ...read(stream.content), ...(stream.match === "prefix" ? { prefix: true } : {}) };
};

// Cases may have the same input, and a command may be reading it: no file is ever written in its place.
const writeInput = (input: Buffer, scratch: string): string => {
  const path = join(scratch, `stdin-${hexOf(digest(input), 16)}`);
  if (existsSync(path)) return path;
  mkdirSync(scratch, { recursive: true });
  const draft = `${path}.${randomName()}`;
  writeFileSync(draft, input, { mode: 0o400, flag: "wx" });
  renameSync(draft, path);
  return path;
};

/** Reads the contents of a contract; standard input becomes a file in `scratch`, which commands open. */
export const readExpected = (program: Program, folder: string, scratch: string): Expected => {
  const stdinFile = writeInput(contentBytes(program.stdin, folder), scratch);
  return {
    stdinFile,
    stdout: expectedStream(program.stdout, folder),
    stderr: expectedStream(program.stderr, folder),
    files: new Map(Object.entries(program.files).map(([path, content]) => [path, expectedFile(content, folder)])),
  };
};

import { join } from "node:path";
import { contentBytes } from "../host/content.ts";
import { digest, digestFolder, digestOf } from "../host/digest.ts";
import { type Case, type Program, reasoned, type Stream } from "../model/contract.ts";
import type { CaseLine, Held, HeldStream } from "../model/generated/journal.ts";
import type { Content } from "../model/generated/workload.ts";

const digestContent = (content: Content, folder: string): string => digest(contentBytes(content, folder));

const streamFacts = (stream: Stream, folder: string): unknown => {
  if (stream.match === "any") return { match: stream.match, answers: stream.answers.map(({ content }) => digestContent(content, folder)) };
  return "content" in stream ? { match: stream.match, content: digestContent(stream.content, folder) } : stream;
};

const fileFacts = (wanted: Program["files"][string], folder: string): unknown => {
  if ("any" in wanted) return { any: wanted.any.map((answer) => digestContent(reasoned(answer).content, folder)) };
  return "absent" in wanted || "folder" in wanted || "link" in wanted ? wanted : digestContent(wanted, folder);
};

const programFacts = (program: Program, folder: string): unknown => ({
  ...program,
  stdin: digestContent(program.stdin, folder),
  stdout: streamFacts(program.stdout, folder),
  stderr: streamFacts(program.stderr, folder),
  directories: program.directories.map(({ fixture, ...rest }) => ({ ...rest, fixture: fixture && digestFolder(join(folder, fixture)) })),
  files: Object.entries(program.files).map(([path, wanted]) => [path, fileFacts(wanted, folder)]),
  ...(program.script ? { script: digestContent(program.script, folder) } : {}),
  ...(program.preload ? { preload: Object.entries(program.preload).map(([name, { file }]) => [name, digestContent({ file }, folder)]) } : {}),
});

// Whatever else a case has (steps, say) counts as it stands, and a file that it names by its bytes.
const otherFacts = (value: unknown, folder: string): unknown => {
  if (Array.isArray(value)) return value.map((child) => otherFacts(child, folder));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === "file" && typeof child === "string" ? digestContent({ file: child }, folder) : otherFacts(child, folder),
    ]),
  );
};

const heldStream = (stream: Stream, folder: string): HeldStream => {
  switch (stream.match) {
    case "exact":
    case "prefix":
      return { match: stream.match, digest: digestContent(stream.content, folder) };
    case "any":
      return { match: "any", digests: stream.answers.map(({ content }) => digestContent(content, folder)) };
    case "fresh":
      return stream;
    case "now":
      return { match: "now", within: stream.within };
    default:
      return { match: stream.match };
  }
};

const heldOf = ({ exit, stdout, stderr }: Program, folder: string): Held => ({
  exit,
  stdout: heldStream(stdout, folder),
  stderr: heldStream(stderr, folder),
});

/**
 * What the harness holds the cells of a case against: the digest of the case with all defaults filled in and of every
 * byte that it names, below the workload's `folder`. Its name and the targets that it has a meaning for do not count.
 */
export const caseLine = (workload: string, entry: Case, folder: string): CaseLine => {
  const { id, targets: _, programs, ...rest } = entry;
  const roles = Object.entries(programs);
  return {
    kind: "case",
    case: `${workload}/${id}`,
    contract: digestOf([otherFacts(rest, folder), roles.map(([role, program]) => [role, programFacts(program, folder)])]),
    needs: [...entry.needs],
    ...(entry.mustFail === undefined ? {} : { mustFail: entry.mustFail }),
    held: Object.fromEntries(roles.map(([role, program]) => [role, heldOf(program, folder)])),
  };
};

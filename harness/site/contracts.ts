import { contentBytes } from "../host/content.ts";
import type { Workload } from "../model/catalog.ts";
import { type Case, type Program, type Reasoned, reasoned, type Stream } from "../model/contract.ts";
import type { Content } from "../model/generated/workload.ts";
import { formatBytes, formatDuration, printable, printableLines, shellLine, shorten } from "../model/text.ts";

/** What one program of a case is given and must show, as rows of a table: a name, and the text of it. */
type ContractRow = readonly [name: string, text: string];

/** The contract of a case, as a page shows it. */
export interface ContractView {
  readonly case: string;
  readonly title: string;
  /** What a program of its workload must do. */
  readonly about: string;
  readonly kind: string;
  readonly needs: readonly string[];
  /** By role. */
  readonly programs: readonly { readonly role: string; readonly rows: readonly ContractRow[] }[];
  readonly steps: readonly string[];
  readonly limits: string;
  /** Where the behaviour is promised. */
  readonly source: string;
}

/** Characters of a content that are shown. */
const longest = 4000;

/** A content as text of several lines; bytes that are no text are told by their number. */
export const contentText = (content: Content, folder: string): string => {
  const bytes = contentBytes(content, folder);
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) && !text.includes("\0") ? printableLines(shorten(text, longest)) : `${formatBytes(bytes.length)} that are no text`;
};

const answersText = (answers: readonly Reasoned[], folder: string): string =>
  answers.map(({ content, why }) => `${printable(why)}:\n${contentText(content, folder)}`).join("\nor ");

const streamText = (stream: Stream, folder: string): string => {
  switch (stream.match) {
    case "exact":
      return contentText(stream.content, folder) || "nothing";
    case "fresh":
      return `${stream.draws} draws of ${stream.size} random bytes, others in each run`;
    case "now":
      return `the time, at most ${stream.within} s off`;
    case "prefix":
      return `it begins with:\n${contentText(stream.content, folder)}`;
    case "any":
      return answersText(stream.answers, folder);
    case "per-engine":
      return "as this engine wrote it before";
    case "free":
      return "anything: it is not compared";
  }
};

const fileText = (wanted: Program["files"][string], folder: string): string => {
  if ("absent" in wanted) return "absent";
  if ("folder" in wanted) return "an empty folder";
  if ("any" in wanted) return answersText(wanted.any.map(reasoned), folder);
  return "link" in wanted ? `a link to ${printable(wanted.link)}` : contentText(wanted, folder) || "empty";
};

const programRows = (program: Program, folder: string): ContractRow[] => {
  const { args, env, stdin, directories, sockets, exit, stdout, stderr, files, keep } = program;
  const input = contentText(stdin, folder);
  const rows: (ContractRow | undefined)[] = [
    args.length > 0 ? ["arguments", printable(shorten(shellLine(args), longest))] : undefined,
    Object.keys(env).length > 0
      ? [
          "environment",
          Object.entries(env)
            .map(([name, value]) => printable(shorten(`${name}=${value}`, 400)))
            .join("\n"),
        ]
      : undefined,
    input === "" ? undefined : ["standard input", input],
    ...directories.map(
      ({ guest, fixture, free }): ContractRow => [
        "directory",
        printable(`${guest}${fixture ? `, from ${fixture}` : ", empty"}${free ? "; what is left there is not compared" : ""}`),
      ],
    ),
    ...sockets.map(({ name, kind, protocol, to }): ContractRow => ["socket", printable(`${name}: ${kind} ${protocol ?? "tcp"}${to ? ` to ${to}` : ""}`)]),
    keep === undefined ? undefined : ["Keep", keep],
    ["must end with", typeof exit === "number" ? `exit ${exit}` : exit],
    ["standard output", streamText(stdout, folder)],
    ["standard error", streamText(stderr, folder)],
    ...Object.entries(files).map(([path, wanted]): ContractRow => [`file ${printable(path)}`, fileText(wanted, folder)]),
  ];
  return rows.filter((row) => row !== undefined);
};

const wordsOf = (value: unknown): string => (typeof value === "object" && value !== null ? JSON.stringify(value) : String(value));

const stepText = (step: Case["steps"][number]): string =>
  printable(
    shorten(
      Object.entries(step)
        .map(([word, value]) => `${word} ${wordsOf(value)}`)
        .join(", "),
      300,
    ),
  );

const limitsText = ({ limits }: Case): string =>
  [
    `${formatDuration(limits.timeMs)}`,
    ...(limits.silenceMs === undefined ? [] : [`${formatDuration(limits.silenceMs)} of silence`]),
    `${limits.memoryMib} MiB of memory`,
    `${limits.outputMib} MiB of output`,
    `${limits.processes} processes`,
  ].join(", ");

/** The contract of one case of a workload. */
export const toContract = ({ manifest, folder }: Workload, entry: Case): ContractView => {
  const own = manifest.case.find(({ id }) => id === entry.id);
  return {
    case: `${manifest.id}/${entry.id}`,
    title: printable(own?.title ? `${manifest.title}: ${own.title}` : manifest.title),
    about: printableLines(manifest.about.trim()),
    kind: manifest.kind,
    needs: entry.needs,
    programs: Object.entries(entry.programs).map(([role, program]) => ({ role, rows: programRows(program, folder) })),
    steps: entry.steps.map(stepText),
    limits: limitsText(entry),
    source: printable(own?.source ?? manifest.source ?? ""),
  };
};

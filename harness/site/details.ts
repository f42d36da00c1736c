import type { Case } from "../model/contract.ts";
import { endOf } from "../model/expectation.ts";
import type { Observation, StreamFact } from "../model/generated/journal.ts";
import { shortLink } from "../model/reported.ts";
import { formatBytes, formatDuration, printable, printableLines, shellLine, shorten } from "../model/text.ts";
import { diffLines } from "../report/diff.ts";
import { contentText } from "./contracts.ts";
import { detailOf, endingOf, figuresOf } from "./say.ts";
import type { SiteCell, SiteData } from "./types.ts";

/** A link that a page may have: its text, and an address of the web. */
export interface ShownLink {
  readonly text: string;
  readonly href: string;
}

/** What is known of a stream. */
interface StreamView {
  readonly name: "stdout" | "stderr";
  readonly size: string;
  readonly digest: string;
  /** Where it is not as expected. */
  readonly at?: string;
  readonly wanted?: string;
  readonly found?: string;
  readonly said?: string;
  /** Lines of a diff from what was expected to what was written. */
  readonly diff?: readonly string[];
}

/** All that a page tells of one cell, besides what follows from its name. Absent: nothing is known. */
export interface CellDetail {
  readonly why?: string;
  readonly blame?: { readonly on: string; readonly because: readonly string[]; readonly run?: readonly string[] };
  readonly known?: { readonly reason: string; readonly end: string; readonly link?: ShownLink };
  readonly ended?: string;
  readonly took?: string;
  readonly streams?: readonly StreamView[];
  readonly files?: readonly string[];
  readonly steps?: readonly string[];
  /** Its calls to WASI, a line each. */
  readonly trace?: readonly string[];
  readonly flaked?: number;
  readonly command?: string;
  readonly artifact?: { readonly digest: string; readonly size?: string; readonly imports?: readonly string[] };
  readonly portable?: true;
  readonly source?: number;
  readonly earlier?: SiteCell["earlier"];
}

const longestText = 4000;
const shownLines = (text: string, limit = longestText): string => printableLines(shorten(text, limit).replace(/\n$/, ""));

/** A link of a manifest or a record; undefined where it is no address of the web. */
export const toLink = (link: string | undefined): ShownLink | undefined =>
  link !== undefined && /^https?:\/\/[^\s"'<>]+$/.test(link) ? { text: printable(shortLink(link)), href: link } : undefined;

const streamView = (name: "stdout" | "stderr", fact: StreamFact, said: string | undefined, wanted: string | undefined): StreamView => ({
  name,
  size: formatBytes(fact.size),
  digest: fact.digest,
  ...(fact.differsAt === undefined ? {} : { at: `byte ${fact.differsAt}` }),
  ...(fact.wanted === undefined ? {} : { wanted: printable(shorten(fact.wanted, 400)) }),
  ...(fact.line === undefined ? {} : { found: printable(shorten(fact.line, 400)) }),
  ...(said === undefined || said === "" ? {} : { said: shownLines(said) }),
  ...(said === undefined || wanted === undefined || fact.differsAt === undefined ? {} : { diff: diffLines(wanted, shownLines(said)).map(printable) }),
});

const stepLine = ({ step, ms, bytes, failure }: NonNullable<Observation["steps"]>[number]): string =>
  printable(
    shorten(`${step}: ${failure ? `${failure.how}, ${failure.detail}` : `${formatDuration(ms)}${bytes === undefined ? "" : `, ${formatBytes(bytes)}`}`}`, 300),
  );

// Of a plain case, what its one program was to write.
const wantedOf = (entry: Case | undefined, folder: string | undefined, name: "stdout" | "stderr"): string | undefined => {
  const stream = entry && Object.values(entry.programs)[0]?.[name];
  return stream?.match === "exact" && folder !== undefined ? contentText(stream.content, folder) : undefined;
};

const observed = (cell: SiteCell, observation: Observation, data: Pick<SiteData, "said" | "catalog">): CellDetail => {
  const workload = data.catalog.workloads.get(cell.id.workload);
  const entry = workload?.cases.find(({ id }) => id === cell.id.case);
  const streams = (["stdout", "stderr"] as const).flatMap((name): StreamView[] => {
    const fact = observation[name];
    if (fact.size === 0 && fact.differsAt === undefined) return [];
    const told = cell.code !== "p";
    const said = told ? data.said(cell, name) : undefined;
    return [streamView(name, fact, said, told && fact.differsAt !== undefined ? wantedOf(entry, workload?.folder, name) : undefined)];
  });
  const files = observation.files.map(({ path, found }) => printable(`${path}: ${found}`));
  const steps = (observation.steps ?? []).map(stepLine);
  return {
    ended: printable(shorten(endingOf(observation), 600)),
    took: figuresOf(observation),
    ...(streams.length > 0 ? { streams } : {}),
    ...(files.length > 0 ? { files } : {}),
    ...(steps.length > 0 && cell.code !== "p" ? { steps } : {}),
    ...(observation.argv.length > 0 && cell.code !== "p" ? { command: printable(shorten(shellLine(observation.argv), longestText)) } : {}),
  };
};

const artifactView = (cell: SiteCell, { artifacts, sizes }: Pick<SiteData, "artifacts" | "sizes">): CellDetail => {
  if (cell.artifact === undefined) return {};
  const size = sizes.get(cell.artifact);
  const imports = cell.code === "p" ? undefined : artifacts.get(cell.artifact)?.imports.slice(0, 60);
  return {
    artifact: {
      digest: cell.artifact,
      ...(size === undefined ? {} : { size: formatBytes(size) }),
      ...(imports ? { imports: imports.map((name) => printable(shorten(name, 200))) } : {}),
    },
  };
};

/** Tells all of a cell; texts of guests stand in it as they may be shown. */
export const toDetail = (cell: SiteCell, data: Pick<SiteData, "said" | "catalog" | "artifacts" | "sizes" | "traces">): CellDetail => {
  const trace = data.traces.get(cell.text);
  const why = shownLines(detailOf(cell));
  const known = cell.standing.is === "known-failure" ? cell.standing.known : undefined;
  const link = toLink(known?.link);
  return {
    ...(why === "" ? {} : { why }),
    ...(cell.blame
      ? { blame: { on: cell.blame.on, because: cell.blame.because.map(printable), ...(cell.blame.on === "undetermined" ? { run: cell.blame.run } : {}) } }
      : {}),
    ...(known ? { known: { reason: printableLines(known.reason), end: endOf(known), ...(link ? { link } : {}) } } : {}),
    ...(cell.observation ? observed(cell, cell.observation, data) : {}),
    ...(trace ? { trace } : {}),
    ...(cell.flaked > 0 ? { flaked: cell.flaked } : {}),
    ...artifactView(cell, data),
    ...(cell.portable ? { portable: true } : {}),
    ...(cell.source === undefined ? {} : { source: cell.source }),
    ...(cell.earlier.length > 0 ? { earlier: cell.earlier } : {}),
  };
};

/** Parts of details that many cells share stand once, in a list of their own. */
const shared = ["blame", "known", "artifact", "why"] as const;

/** A chunk of details: by row and lane (`ROW:LANE`), with shared parts as numbers of `parts`. */
export interface DetailChunk {
  readonly parts: readonly unknown[];
  readonly cells: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Puts details into a chunk. */
export const toChunk = (details: readonly (readonly [key: string, detail: CellDetail])[]): DetailChunk => {
  const parts: unknown[] = [];
  const known = new Map<string, number>();
  const number = (part: unknown): number => {
    const text = JSON.stringify(part);
    const at = known.get(text);
    if (at !== undefined) return at;
    known.set(text, parts.length);
    return parts.push(part) - 1;
  };
  const cells = details.map(([key, detail]) => {
    const own: Record<string, unknown> = { ...detail };
    for (const name of shared) if (own[name] !== undefined) own[name] = number(own[name]);
    return [key, own] as const;
  });
  return { parts, cells: Object.fromEntries(cells) };
};

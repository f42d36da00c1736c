import { GatehouseError } from "../model/errors.ts";
import { fitsStart, globPattern, type Pattern, restsOf } from "../model/glob.ts";
import { type CellId, laneStart, parseCell, printLane, printRelease, printRoute } from "../model/ids.ts";

/** The words a filter may be about, with what a cell (or a part of one) says to each. */
export const filterWords = [
  "workload",
  "case",
  "kind",
  "capability",
  "language",
  "toolchain",
  "target",
  "route",
  "runtime",
  "release",
  "keep",
  "launcher",
  "lane",
  "cell",
  "role",
  "port",
  "tier",
  "variant",
  "architecture",
  "track",
] as const;
export type FilterWord = (typeof filterWords)[number];

/** What is known of a candidate so far: a word that is absent is not decided yet. */
export type Facts = Partial<Readonly<Record<FilterWord, string | readonly string[]>>>;

interface Term {
  readonly text: string;
  /** Undefined: any word. */
  readonly word: FilterWord | undefined;
  readonly globs: readonly string[];
  readonly patterns: readonly Pattern[];
  /** The cell that it names whole. */
  readonly whole?: CellId;
}

export type Filter = readonly Term[];

const cellTerm = (text: string, cell: string): Term => {
  const term = { text, word: "cell", globs: [cell], patterns: [globPattern(cell)] } as const;
  try {
    return { ...term, whole: parseCell(cell) };
  } catch (error) {
    if (!(error instanceof GatehouseError)) throw error;
    return term;
  }
};

/**
 * Parses filters: `WORD=GLOB[,GLOB…]`, a bare GLOB that may fit any word, or a whole cell.
 * Terms of one word are alternatives; terms of different words must all fit.
 */
export const parseFilter = (terms: readonly string[]): Filter =>
  terms.map((text) => {
    const match = /^([a-z]+)=(.+)$/.exec(text);
    if (!match) return text.includes(",") ? cellTerm(text, text) : { text, word: undefined, globs: [text], patterns: [globPattern(text)] };
    const word = filterWords.find((known) => known === match[1]);
    if (!word)
      throw new GatehouseError("filter/unknown-word", `no filter goes by ${JSON.stringify(match[1])}: ${text}`, {
        hint: `words are: ${filterWords.join(", ")}`,
      });
    const value = match[2] as string;
    if (word === "cell") return cellTerm(text, value);
    const globs = value.split(",");
    return { text, word, globs, patterns: globs.map(globPattern) };
  });

const values = (facts: Facts, word: FilterWord): readonly string[] | undefined => {
  const value = facts[word];
  return typeof value === "string" ? [value] : value;
};

// What too much has in common to be meant by a bare word.
const named: ReadonlySet<FilterWord> = new Set(["role", "tier", "architecture", "launcher"]);

const fits = (term: Term, facts: Facts): boolean | undefined => {
  const words = term.word ? [term.word] : filterWords.filter((word) => !named.has(word));
  let undecided = false;
  for (const word of words) {
    const known = values(facts, word);
    if (known === undefined) undecided = true;
    else if (known.some((value) => term.patterns.some((pattern) => pattern.test(value)))) return true;
  }
  return undecided && mayName(term, facts) ? undefined : false;
};

// A cell's name is CASE,ROUTE,LANE without further commas: a pattern that no name with this case and this route fits need not wait for the
// lane. Else the toolchains of every language would be fetched for the cells of one.
const mayName = ({ word, globs, whole }: Term, facts: Facts): boolean => {
  const [name, route] = [values(facts, "case")?.find((value) => value.includes("/")), values(facts, "route")?.[0]];
  if (word === "cell" && name !== undefined) {
    const [start, commas] = route === undefined ? [`${name},`, 1] : [`${name},${route},`, 0];
    if (!globs.some((glob) => restsOf(glob, start).some((rest) => rest.split(",").length - 1 <= commas))) return false;
  }
  // Only a machine tells by which accelerator a lane has its Keep; its name begins all the same.
  const [runtime, release, keep, variant] = (["runtime", "release", "keep", "variant"] as const).map((each) => values(facts, each)?.[0]);
  if (word === "lane" && runtime !== undefined) {
    const start = release === undefined || keep === undefined ? `${runtime}@` : laneStart(release, keep, variant);
    if (!globs.some((glob) => fitsStart(glob, start))) return false;
  }
  return !(whole && contradicts(facts, whole));
};

// What a cell's name says of its parts: of a candidate that is none of them, the cell's whole name need not be known.
const contradicts = (facts: Facts, { workload, case: name, lane, ...route }: CellId): boolean => {
  const parts: Facts = {
    language: route.language,
    runtime: lane.runtime,
    workload,
    case: `${workload}/${name}`,
    route: printRoute(route),
    release: printRelease(lane),
    keep: lane.keep,
    launcher: lane.launcher,
    lane: printLane(lane),
    variant: lane.variant ?? [],
    architecture: lane.architecture,
  };
  return filterWords.some((word) => {
    const [known, own] = [values(facts, word), values(parts, word)];
    if (known === undefined || own === undefined) return false;
    return own.length === 0 ? known.length > 0 : !own.every((value) => known.includes(value));
  });
};

const everyWord = (filter: Filter, may: (term: Term) => boolean): boolean => {
  const groups = new Map<FilterWord | undefined, Term[]>();
  for (const term of filter) groups.set(term.word, [...(groups.get(term.word) ?? []), term]);
  return [...groups.values()].every((terms) => terms.some(may));
};

/** Whether a candidate is selected, as far as its facts decide: false only where no missing fact could mend it. */
export const selects = (filter: Filter, facts: Facts): boolean => everyWord(filter, (term) => fits(term, facts) !== false);

/**
 * Whether a workload may have a cell that is selected, by its id alone: false only where nothing in its manifest could
 * mend it. `others` are the ids of languages and runtimes, which names of toolchains and lanes begin with.
 */
export const mayReach = (filter: Filter, workload: string, others: readonly string[]): boolean => {
  const isOwn = (glob: string): boolean => fitsStart(glob, `${workload}/`);
  const isOther = (glob: string): boolean => others.some((id) => fitsStart(glob, `${id}/`) || fitsStart(glob, `${id}@`));
  return everyWord(filter, (term) => {
    switch (term.word) {
      case "workload":
        return fits(term, { workload }) === true;
      case "cell":
      case "port":
        return term.globs.some(isOwn);
      case "case":
        // Without a slash it may fit a case's own name.
        return term.globs.some((glob) => !glob.includes("/") || isOwn(glob));
      case undefined:
        return term.globs.some((glob) => !glob.includes("/") || isOwn(glob) || isOther(glob));
      default:
        return true;
    }
  });
};

// Words by which somebody asks for a workload, and not for a language or a lane.
const naming: ReadonlySet<FilterWord | undefined> = new Set(["workload", "case", "kind", undefined]);

/** Whether a term asks for a case by its workload, its name or its kind, given as facts; a cell does by its first part. */
export const namesCase = (filter: Filter, facts: Pick<Facts, "workload" | "case" | "kind">): boolean =>
  filter.some((term) => {
    if (term.word !== "cell") return naming.has(term.word) && fits(term, facts) === true;
    const [own = ""] = term.globs[0]?.split(",") ?? [];
    return own !== "*" && values(facts, "case")?.some((name) => globPattern(own).test(name)) === true;
  });

// Words by which somebody asks for a language.
const languageWords = ["language", "toolchain", "route", "port", "tier"] as const;

const isAbout = (term: Term, word: FilterWord): boolean => term.word === word || (term.word === undefined && !named.has(word));

/** Whether a term asks for a language, by the facts of one of its ports and routes; a cell does by its second part. */
export const namesLanguage = (filter: Filter, facts: Facts): boolean =>
  filter.some((term) => {
    if (term.word !== "cell") return languageWords.some((word) => isAbout(term, word) && fits({ ...term, word }, facts) === true);
    const own = term.globs[0]?.split(",")[1] ?? "*";
    return own !== "*" && values(facts, "route")?.some((route) => globPattern(own).test(route)) === true;
  });

// Words by which somebody asks for a runtime.
const runtimeWords = ["runtime", "release", "lane", "track"] as const;

/** Whether a term asks for a runtime, by its id; a cell does by its third part. */
export const namesRuntime = (filter: Filter, runtime: string): boolean =>
  filter.some((term) => {
    const isOwn = (glob: string): boolean => globPattern(glob).test(runtime) || fitsStart(glob, `${runtime}@`) || fitsStart(glob, `${runtime}/`);
    if (term.word !== "cell") return runtimeWords.some((word) => isAbout(term, word)) && term.globs.some((glob) => glob !== "*" && isOwn(glob));
    const own = term.globs[0]?.split(",").slice(2).join(",") || "*";
    return !own.startsWith("*") && isOwn(own);
  });

/** Whether what a filter selects has nothing to do with a language, a runtime, a Keep, a workload, or a port WORKLOAD/FOLDER, by its id alone. */
export const sparesOf =
  (filter: Filter) =>
  (kind: "language" | "workload" | "runtime" | "keep" | "port", id: string): boolean => {
    const [workload = "", folder = ""] = id.split("/");
    if (kind === "port") return !selects(filter, { workload, language: folder.split(".")[0] as string });
    return kind === "workload" ? !mayReach(filter, id, []) : !selects(filter, { [kind]: id });
  };

/** The cells that a filter names whole. */
export const namedCells = (filter: Filter): CellId[] => filter.flatMap(({ whole }) => whole ?? []);

/** The first term that fits none of the candidates: it would silently select nothing. */
export const unmatched = (filter: Filter, candidates: readonly Facts[]): string | undefined =>
  filter.find((term) => !candidates.some((facts) => fits(term, facts) === true))?.text;

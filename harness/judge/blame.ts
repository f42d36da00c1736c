import { isBare, printLane, printRoute } from "../model/ids.ts";
import type { Blame, Capability } from "../model/words.ts";
import { causeOf, engineOf, othersOf, passes, placeOf, settled } from "./blame-rules.ts";
import { likeness } from "./likeness.ts";
import type { BlameGrounds, Witness } from "./witness.ts";

/** `elsewhere`: the other Keep that roles of the cell ran in. */
type Suspect = "contract" | "port" | "toolchain" | "runtime" | "keep" | "elsewhere";

/** What cells of one compiler, or in one place, show of a capability. */
interface Seen {
  readonly covered: Set<Capability>;
  /** By capability and likeness, the workloads that fail. */
  readonly failing: Map<string, Set<string>>;
}

class Index {
  readonly #cases = new Map<string, Witness[]>();
  readonly #seen = new Map<string, Seen>();

  constructor(cells: readonly Witness[], grounds: BlameGrounds) {
    for (const cell of cells) {
      const key = caseKey(cell);
      const siblings = this.#cases.get(key);
      if (siblings) siblings.push(cell);
      else this.#cases.set(key, [cell]);
      const [good, like] = [passes(cell), likeness(cell)];
      if (!good && like === undefined) continue;
      // What a cell shows whose roles ran in two Keeps, none of the two has shown; that it passes, its compiler has.
      const keys = !cell.elsewhere ? [compilerKey(cell, grounds), placeKey(cell)] : good ? [compilerKey(cell, grounds)] : [];
      for (const key of keys) {
        const seen = this.seen(key);
        for (const need of grounds.needs(cell)) {
          if (good) seen.covered.add(need);
          else {
            const workloads = seen.failing.get(`${need} ${like}`);
            if (workloads) workloads.add(cell.id.workload);
            else seen.failing.set(`${need} ${like}`, new Set([cell.id.workload]));
          }
        }
      }
    }
  }

  siblings(cell: Witness): readonly Witness[] {
    return (this.#cases.get(caseKey(cell)) ?? []).filter((other) => other !== cell);
  }

  seen(key: string): Seen {
    const known = this.#seen.get(key);
    if (known) return known;
    const fresh: Seen = { covered: new Set(), failing: new Map() };
    this.#seen.set(key, fresh);
    return fresh;
  }
}

const caseKey = (cell: Witness): string => `${cell.id.workload}/${cell.id.case}`;
const compilerKey = (cell: Witness, grounds: BlameGrounds): string => `compiler ${grounds.compiler(cell)} ${cell.id.target}`;
const placeKey = (cell: Witness): string => `place ${placeOf(cell.id.lane)}`;

/** Strikes out who cannot have done it, and keeps why. */
class Inquiry {
  readonly suspects: Set<Suspect>;
  readonly because: string[] = [];

  constructor(cell: Witness) {
    this.suspects = new Set(["contract", "port", "toolchain", "runtime", "keep", ...(cell.elsewhere ? (["elsewhere"] as const) : [])]);
  }

  clear(why: string, ...whom: readonly Suspect[]): void {
    const cleared = whom.filter((suspect) => this.suspects.delete(suspect));
    if (cleared.length > 0 && !this.because.includes(why)) this.because.push(why);
  }
}

const alike = (a: Witness, b: Witness): boolean => likeness(a) !== undefined && likeness(a) === likeness(b);

const sameArtifact = (a: Witness, b: Witness): boolean => a.artifact === b.artifact;

// The same bytes in other lanes: what passes anywhere is well made, and what differs between there and here is to blame.
const askSameArtifact = (cell: Witness, others: readonly Witness[], inquiry: Inquiry): void => {
  const { lane } = cell.id;
  for (const other of others) {
    const there = other.id.lane;
    const [sameEngine, samePlace, sameOthers] = [engineOf(there) === engineOf(lane), placeOf(there) === placeOf(lane), othersOf(other) === othersOf(cell)];
    if (passes(other)) {
      const told = `the same artifact passes in ${printLane(there)}`;
      inquiry.clear(told, "contract", "port", "toolchain");
      // Only where all its roles were where they are here is it known which Keep let them through.
      if (sameOthers && samePlace && !other.recorded) inquiry.clear(told, "keep");
      if (sameOthers && !other.recorded) inquiry.clear(told, "elsewhere");
      // Another architecture is another build of the engine: it tells nothing of this one.
      if (sameEngine && there.architecture === lane.architecture) inquiry.clear(told, "runtime");
    } else if (alike(other, cell)) {
      const told = `the same artifact fails alike in ${printLane(there)}`;
      if (there.runtime !== lane.runtime) inquiry.clear(told, "runtime");
      if (!samePlace) inquiry.clear(told, "keep");
      if (!sameOthers) inquiry.clear(told, "elsewhere");
    }
  }
};

// The same case by others: two languages do not share a port, nor two compilers a fault.
const askSameCase = (cell: Witness, others: readonly Witness[], grounds: BlameGrounds, inquiry: Inquiry): void => {
  const own = grounds.compiler(cell);
  for (const other of others) {
    const anotherLanguage = other.id.language !== cell.id.language;
    const anotherCompiler = grounds.compiler(other) !== own;
    const name = printRoute(other.id);
    if (passes(other)) {
      inquiry.clear(`the case passes by ${name}`, "contract");
      // A port for one target alone is another source.
      if (!anotherLanguage && other.id.target === cell.id.target) inquiry.clear(`the same source passes by ${name}`, "port");
    } else if (alike(other, cell)) {
      if (anotherLanguage) inquiry.clear(`the case fails alike by ${name}`, "port");
      if (anotherCompiler) inquiry.clear(`the case fails alike by ${name}`, "toolchain");
    }
  }
};

// Other cases with the same needs: who shows a capability elsewhere has it, and who lacks it in several workloads lacks it.
const askSameNeeds = (cell: Witness, index: Index, grounds: BlameGrounds, inquiry: Inquiry): void => {
  const needs = grounds.needs(cell);
  if (needs.length === 0) return;
  const like = likeness(cell);
  const compiled = index.seen(compilerKey(cell, grounds));
  const here = index.seen(placeKey(cell));
  const lacking = (seen: Seen): Capability | undefined =>
    like === undefined ? undefined : needs.find((need) => !seen.covered.has(need) && (seen.failing.get(`${need} ${like}`)?.size ?? 0) > 1);
  if (needs.every((need) => compiled.covered.has(need)))
    inquiry.clear(`${cell.id.language}/${cell.id.toolchain} passes other cases that need the same`, "toolchain");
  const [byCompiler, byPlace] = [lacking(compiled), lacking(here)];
  if (byCompiler) inquiry.clear(`several workloads fail alike by this compiler, and none that needs ${byCompiler} passes`, "contract", "port");
  if (byPlace) inquiry.clear(`several workloads fail alike in this place, and none that needs ${byPlace} passes`, "contract", "port");
  // Only of the bare machine is that enough: what another Keep does to a program may be particular to it.
  if (isBare(cell.id.lane) && needs.every((need) => here.covered.has(need))) inquiry.clear("other cases that need the same pass on this machine", "keep");
};

const onWhom = (suspect: Suspect, { id: { lane }, elsewhere }: Witness): Exclude<Blame["on"], "undetermined"> => {
  switch (suspect) {
    case "contract":
    case "port":
      return "workload";
    case "keep":
      return isBare(lane) ? "machine" : "keep";
    case "elsewhere":
      return Object.values(elsewhere ?? {}).every(isBare) ? "machine" : "keep";
    default:
      return suspect;
  }
};

// The cells that would strike out more: the same artifact elsewhere, the same case by others here, and what else its compiler makes of the same needs.
const deciding = (cell: Witness, suspects: ReadonlySet<Suspect>, { similar }: BlameGrounds): string[] => {
  const [name, route, lane] = [caseKey(cell), printRoute(cell.id), printLane(cell.id.lane)];
  const has = (...some: readonly Suspect[]): boolean => some.some((suspect) => suspects.has(suspect));
  return [
    ...(has("runtime", "keep", "elsewhere") || suspects.size === 0 ? [`${name},${route},*`] : []),
    ...(has("contract", "port") ? [`${name},*.${cell.id.target},${lane}`] : []),
    ...(has("port", "toolchain") ? (similar?.(cell) ?? []).map((other) => `${other},${route},${lane}`) : []),
  ];
};

/**
 * Makes the function that tells whose fault a failing cell is, from its siblings among `cells`: it strikes out whoever
 * cannot have done it, assuming one fault. Only where nobody else is left is anybody blamed; else it is undetermined, with the
 * cells to run. Each answer carries what it rests on.
 */
export const blamer = (cells: readonly Witness[], grounds: BlameGrounds): ((cell: Witness) => Blame) => {
  let made: Index | undefined;
  return (cell) => {
    // Where nothing fails, nobody asks.
    made ??= new Index(cells, grounds);
    const index = made;
    const siblings = index.siblings(cell);
    const plain = settled(cell, siblings, grounds);
    if (plain) return plain;
    const inquiry = new Inquiry(cell);
    if (cell.state.is === "untrusted") inquiry.because.push(`its lane is not trusted: ${cell.state.because}`);
    const route = printRoute(cell.id);
    if (causeOf(cell) === "build") inquiry.clear("it did not compile: no lane has seen it", "runtime", "keep", "elsewhere");
    const foreign = grounds.foreign(cell);
    if (foreign.length > 0 && causeOf(cell) === "missing-import")
      inquiry.clear(`the artifact imports what ${cell.id.target} does not have: ${foreign.slice(0, 3).join(", ")}`, "contract", "runtime", "keep", "elsewhere");
    askSameArtifact(
      cell,
      siblings.filter((other) => printRoute(other.id) === route && sameArtifact(cell, other)),
      inquiry,
    );
    askSameCase(
      cell,
      siblings.filter((other) => printRoute(other.id) !== route),
      grounds,
      inquiry,
    );
    askSameNeeds(cell, index, grounds, inquiry);
    const on = new Set([...inquiry.suspects].map((suspect) => onWhom(suspect, cell)));
    const [first] = on;
    if (on.size === 1 && first) return { on: first, because: inquiry.because };
    return { on: "undetermined", because: inquiry.because, run: deciding(cell, inquiry.suspects, grounds) };
  };
};

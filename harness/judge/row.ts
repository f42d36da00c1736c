import { unclaimedOf } from "../model/claims.ts";
import type { ArtifactRow, CaseLine, RanRow, Row, Verdict, Worker } from "../model/generated/journal.ts";
import { type CellId, parseCell, printLane } from "../model/ids.ts";
import type { KeptLine, PassedRow } from "../model/rows.ts";
import type { Capability } from "../model/words.ts";
import { newestImport } from "./imports.ts";
import { judge } from "./judge.ts";
import type { Grounds } from "./program.ts";
import { differs } from "./repeat.ts";

const broken = (detail: string): Verdict => ({ is: "broken", stage: "judge", detail });

/**
 * Judges rows as a journal gives them: it learns from the lines before a row what the row's cell is held against.
 * A verdict follows from facts alone; the verdict that a row carries is not read.
 */
export class RowJudge {
  readonly #cases = new Map<string, CaseLine>();
  readonly #claims = new Map<string, Readonly<Record<string, readonly Capability[]>>>();
  readonly #builds = new Map<string, ArtifactRow>();
  readonly #newest = new Map<string, string | undefined>();

  /** Takes what a line says of cases, lanes and builds. */
  learn(line: KeptLine): void {
    if (line.kind === "case") this.#cases.set(line.case, line);
    else if (line.kind === "worker") this.#learnLanes(line);
    else if (line.kind === "artifact") this.#learnBuild(line);
  }

  /** What today's judge says of a row; undefined where the row tells that its lane cannot set the cell up. */
  verdict(row: Row | PassedRow): Verdict | undefined {
    switch (row.state) {
      case "inexpressible":
        return undefined;
      case "broken":
        return { is: "broken", stage: row.stage, detail: row.detail };
      case "unprepared":
        return { is: "fail", cause: "start", detail: row.detail };
      case "unbuilt":
        return this.#ofBuild(this.#builds.get(`${row.worker} ${row.build}`), row.build);
      case "ran":
        return row.observation === undefined ? row.verdict : this.#ofFacts(row);
    }
  }

  #learnLanes({ id, lanes }: Worker): void {
    for (const lane of lanes) this.#claims.set(`${id} ${lane.id}`, lane.claims);
  }

  #learnBuild(line: ArtifactRow): void {
    this.#builds.set(`${line.worker} ${line.build}`, line);
    if (line.outcome.state === "built") this.#newest.set(line.outcome.digest, newestImport(line.outcome.imports));
  }

  #ofBuild(line: ArtifactRow | undefined, build: string): Verdict {
    if (line?.outcome.state !== "failed") return broken(`no line tells why ${build} was not built`);
    const { stage, message } = line.outcome;
    return stage === "build" ? { is: "broken", stage: "build", detail: message } : { is: "fail", cause: "build", detail: message };
  }

  #groundsOf(row: RanRow, id: CellId): Grounds | undefined {
    const held = this.#cases.get(`${id.workload}/${id.case}`);
    const claims = this.#claims.get(`${row.worker} ${printLane(id.lane)}`);
    if (!held || !claims) return undefined;
    const newest = this.#newest.get(row.artifact);
    return { held: held.held, newest, unclaimed: unclaimedOf(held.needs, claims[id.target]), mustFail: held.mustFail };
  }

  #ofFacts(row: RanRow): Verdict {
    const grounds = this.#groundsOf(row, parseCell(row.cell));
    if (!grounds) return broken("no line before its row tells what its cell is held against");
    const verdict = judge(row.observation, grounds);
    const [first] = row.earlier ?? [];
    if (!row.trials || !first) return verdict;
    return differs(judge(first, grounds), verdict, row.trials.count);
  }
}

/** A function that leaves out the facts of rows that passed, by the verdicts of today's judge. */
export const passTrimmer = (): ((line: KeptLine, verdict: Verdict | undefined) => KeptLine) => {
  const texts = new Map<string, string>();
  const known = (text: string): string => {
    const own = texts.get(text);
    if (own === undefined) texts.set(text, text);
    return own ?? text;
  };
  return (line, verdict) => {
    if (line.kind === "planned") for (const cell of line.cells) texts.set(cell, cell);
    if (line.kind !== "row" || line.state !== "ran" || verdict?.is !== "pass" || line.verdict.is !== "pass") return line;
    const { observation: _, cell, artifact, worker, ...rest } = line;
    return { ...rest, cell: known(cell), artifact: known(artifact), worker: known(worker), verdict: line.verdict };
  };
};

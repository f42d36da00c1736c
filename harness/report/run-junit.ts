import { parseCell, printLane, printRoute } from "../model/ids.ts";
import type { RunSummary, ToldCell } from "../model/run-summary.ts";
import { reproduce } from "./failures.ts";
import { type JunitOutcome, type JunitSuite, junitXml } from "./junit-xml.ts";
import type { Subscriber } from "./subscriber.ts";

const skipped = (message: string): JunitOutcome => ({ is: "skipped", message });

/** What JUnit says of a cell. `reused`: the run that its row is from, where it did not run. */
const outcomeOf = ({ text, state, standing, blame }: ToldCell, reused: string | undefined): JunitOutcome => {
  const bad = (is: "failure" | "error", type: string, detail: string): JunitOutcome => ({
    ...{ is, type, message: detail.split("\n")[0] ?? "" },
    text: [...(blame ? [`blame: ${blame}`] : []), detail, reproduce(text)].join("\n"),
  });
  if (standing.is === "unexpected-pass") return bad("failure", "unexpected-pass", `passes, but ${standing.because}`);
  if (standing.is === "known-failure") return skipped(`known failure: ${standing.known.reason}`);
  switch (state.is) {
    case "lost":
      return bad("error", "lost", "planned, but the journal has no row");
    case "untrusted":
      return bad("error", "untrusted", `its lane is not trusted: ${state.because}`);
    case "inexpressible":
      return skipped(`inexpressible: ${state.why}`);
  }
  const { verdict } = state;
  switch (verdict.is) {
    case "broken":
      return bad("error", `broken ${verdict.stage}`, verdict.detail);
    case "fail":
      return bad("failure", verdict.cause, verdict.detail);
    case "unsupported":
      return skipped(`unsupported: ${verdict.capability}: ${verdict.proof}`);
    case "pass":
      return reused === undefined ? { is: "passed" } : skipped(`did not run: nothing has changed since run ${reused}`);
  }
};

/** What only the rows tell of cells, by text. */
interface Heard {
  readonly milliseconds: ReadonlyMap<string, number>;
  readonly reused: ReadonlyMap<string, string>;
}

const toSuites = ({ cells, unavailable }: RunSummary, { milliseconds, reused }: Heard): JunitSuite[] => {
  const lanes = Map.groupBy(cells, ({ text }) => printLane(parseCell(text).lane));
  const missing = unavailable.map(({ what, id, evidence }) => ({
    ...{ classname: what, name: id },
    outcome: skipped(`not here: ${evidence.find(({ pass }) => !pass)?.name ?? ""}`),
  }));
  return [
    ...[...lanes].map(([name, own]) => ({
      name,
      cases: own.map((cell) => {
        const id = parseCell(cell.text);
        const outcome = outcomeOf(cell, reused.get(cell.text));
        return { classname: printRoute(id), name: `${id.workload}/${id.case}`, milliseconds: milliseconds.get(cell.text), outcome };
      }),
    })),
    ...(missing.length > 0 ? [{ name: "not on this machine", cases: missing }] : []),
  ];
};

/** Hears a run and writes it as JUnit XML: a suite a lane, a test case a cell. Nothing is written of a run that broke off. */
export const junitSubscriber = (write: (xml: string) => void): Subscriber => {
  const milliseconds = new Map<string, number>();
  const reused = new Map<string, string>();
  return {
    name: "JUnit",
    line: (line) => {
      // The first row of a cell stands, as in the fold.
      if (line.kind !== "row" || line.state !== "ran" || milliseconds.has(line.cell) || reused.has(line.cell)) return;
      if (line.reused !== undefined) reused.set(line.cell, line.reused);
      else if (line.observation) milliseconds.set(line.cell, line.observation.wallMs);
    },
    end: (summary) => {
      if (summary) write(junitXml(toSuites(summary, { milliseconds, reused })));
    },
  };
};

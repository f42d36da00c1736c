import { resolve } from "node:path";
import type { Heard } from "../candidate/hear.ts";
import type { Decision } from "../model/change.ts";
import { exitCodes } from "../model/errors.ts";
import { declare, filterWords, flag, text, whole } from "./declare.ts";
import { jobsOption, profileOption } from "./options.ts";
import { print } from "./output.ts";

// The first cell that regressed and that `gatehouse repro` takes.
const findPortable = async (root: string, { changes }: Decision, journals: readonly string[]): Promise<string | undefined> => {
  const regressed = changes.filter(({ change }) => change.is === "regressed").map(({ cell }) => cell);
  if (regressed.length === 0) return undefined;
  const { firstReproducible } = await import("../repro/reproducible.ts");
  const { readRun } = await import("../review/read-run.ts");
  for (const journal of journals) {
    const { record, catalog } = await readRun(root, journal, "verdicts");
    const found = firstReproducible(regressed, record.cells, catalog);
    if (found !== undefined) return found;
  }
  return undefined;
};

const writePage = async (path: string, decisions: readonly [Decision, ...Decision[]]): Promise<void> => {
  const { writeAtomic } = await import("../host/files.ts");
  const { style } = await import("../site/assets.ts");
  const { gatePage } = await import("../site/gate-page.ts");
  writeAtomic(resolve(path), gatePage(decisions, style()));
};

export const command = declare({
  name: "gate",
  words: filterWords,
  about: "decide on a release: candidate against baseline, in one run, on the same artifacts",
  examples: [
    "gatehouse gate --candidate wasmtime@49.0.3 --baseline wasmtime@46.0.1",
    "gatehouse gate --candidate wasmtime@path:./target/release/wasmtime --markdown gate.md --junit gate.xml --html gate.html",
    "gatehouse gate --candidate wasmtime@49.0.3 --baseline wasmtime@48.0.2 --bench --budget 1800",
    "gatehouse gate --toolchain zig@path:./zig language=c,cpp,zig",
    "gatehouse gate --candidate run:20261121T09 --baseline record:results/releases/wasmtime-46.0.1/…/….ndjson.gz",
  ],
  options: {
    candidate: text("--candidate <release>", "RUNTIME@VERSION, RUNTIME@path:FILE for a binary that nobody has published, run:NAME[,RELEASE] or record:FILE"),
    baseline: text("--baseline <release>", "what it is held against, named alike (default: each of results/policy.toml)"),
    toolchain: text("--toolchain <package>", "PACKAGE@path:FILE: a compiler that nobody has published, against the one of languages/"),
    tier: whole("--tier <number>", "languages up to this tier refuse a candidate (default: those of results/policy.toml)"),
    profile: profileOption("how much is run", "full"),
    bench: flag("--bench", "measure the benchmarks of both sides too: what is slower refuses, and what cannot be told"),
    budget: whole("--budget <seconds>", "with --bench: no round begins after so long (default: 900)"),
    jobs: jobsOption,
    markdown: text("--markdown <file>", "write the decision as Markdown too"),
    junit: text("--junit <file>", "write the decision as JUnit XML too"),
    html: text("--html <file>", "write the decision as one page that needs no other file too"),
  },
  act: async (root, terms, { json, markdown, junit, html, ...question }) => {
    const { hear } = await import("../candidate/hear.ts");
    const { writeAtomic } = await import("../host/files.ts");
    const { checkOutputs } = await import("./outlets.ts");
    const { decisionAnnotations } = await import("../report/annotations.ts");
    const { decisionLines, decisionMarkdown } = await import("../report/gate.ts");
    const { decisionJunit } = await import("../report/junit.ts");
    const { tellCi } = await import("./ci.ts");
    checkOutputs([markdown, junit, html]);
    const heard = await hear(root, terms, question);
    const decisions = heard.map(({ decision }) => decision) as [Decision, ...Decision[]];
    if (markdown !== undefined) writeAtomic(resolve(markdown), decisions.map(decisionMarkdown).join("\n"));
    if (junit !== undefined) writeAtomic(resolve(junit), decisionJunit(decisions));
    if (html !== undefined) await writePage(html, decisions);
    tellCi(
      () => decisions.flatMap(decisionAnnotations),
      () => decisions.map(decisionMarkdown).join("\n"),
    );
    // What refuses says most; as data, the others stand beside it.
    const [first = heard[0], ...others] = heard.toSorted((a, b) => Number(a.decision.accepted) - Number(b.decision.accepted));
    const dataOf = ({ decision, journals, samples }: Heard) => ({ ...decision, journals, ...(samples ? { samples } : {}) });
    const portable = json ? [] : await Promise.all(heard.map(({ decision, journals }) => findPortable(root, decision, journals)));
    print(json, { ...dataOf(first), ...(others.length > 0 ? { others: others.map(dataOf) } : {}) }, (style) =>
      heard.flatMap(({ decision, samples }, at) => [
        ...(at > 0 ? [""] : []),
        ...decisionLines(decision, style, portable[at]),
        ...(samples ? [`samples: ${samples}`] : []),
      ]),
    );
    if (heard.some(({ interrupted }) => interrupted)) return 130;
    return first.decision.accepted ? exitCodes.ok : exitCodes.unexpected;
  },
});

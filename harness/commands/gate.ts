import { resolve } from "node:path";
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

const writePage = async (path: string, decision: Decision): Promise<void> => {
  const { writeAtomic } = await import("../host/files.ts");
  const { style } = await import("../site/assets.ts");
  const { gatePage } = await import("../site/gate-page.ts");
  writeAtomic(resolve(path), gatePage(decision, style()));
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
    "gatehouse gate --candidate run:20261121T09 --baseline record:results/releases/wasmtime-46.0.1/…/….ndjson",
  ],
  options: {
    candidate: text("--candidate <release>", "RUNTIME@VERSION, RUNTIME@path:FILE for a binary that nobody has published, run:NAME[,RELEASE] or record:FILE"),
    baseline: text("--baseline <release>", "what it is held against, named alike (default: that of results/policy.toml)"),
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
    const { decision, journals, samples, interrupted } = await hear(root, terms, question);
    if (markdown !== undefined) writeAtomic(resolve(markdown), decisionMarkdown(decision));
    if (junit !== undefined) writeAtomic(resolve(junit), decisionJunit(decision));
    if (html !== undefined) await writePage(html, decision);
    tellCi(
      () => decisionAnnotations(decision),
      () => decisionMarkdown(decision),
    );
    const portable = json ? undefined : await findPortable(root, decision, journals);
    print(json, { ...decision, journals, ...(samples ? { samples } : {}) }, (style) => [
      ...decisionLines(decision, style, portable),
      ...(samples ? [`samples: ${samples}`] : []),
    ]);
    if (interrupted) return 130;
    return decision.accepted ? exitCodes.ok : exitCodes.unexpected;
  },
});

/**
 * Regressions that real releases shipped: results/escapes.toml. Replays each by `gatehouse gate`: the bad release must be refused, by the
 * capability and with blame on the runtime, and the release after it accepted against the one before. Words name escapes; without words all are replayed.
 * `--draw` only writes docs/escapes.md; `--check` tells whether the page is that of the file.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { $ } from "zx";
import { readToml } from "../harness/catalog/read-manifest.ts";
import type { Decision } from "../harness/model/change.ts";
import type { Escape, EscapesFile } from "../harness/model/generated/escapes.ts";
import { markdownTable } from "../harness/report/table.ts";

const root = join(import.meta.dirname, "..");
const page = join(root, "docs/escapes.md");

const draw = (escapes: readonly Escape[]): string =>
  [
    "# What got out",
    "",
    `Real releases shipped these ${escapes.length} regressions. Each was seen here to differ between the releases that are named. A gate must refuse`,
    "the bad release, name the capability, and blame the runtime. It must accept the release in which it is good again; where none stands, no recorded",
    "release is. `npx node scripts/escapes.ts` replays them; `results/escapes.toml` has the list, and [its page](../schemas/escapes.md) says what stands",
    "there. `gatehouse bisect` finds the neighbours. The capability is the narrowest that the case needs: plain instructions need only `stdout`.",
    "",
    ...markdownTable(
      ["what got out", "case", "runtime", "good", "bad", "good again", "capability", "what would have caught it", "report"],
      escapes.map(({ what, cell, runtime, before, bad, after, capability, caught, report }) => {
        return [what, cell, runtime, before, bad, after ?? "", capability, caught, report ?? ""];
      }),
    ),
    "",
  ].join("\n");

/** What the gate decides; a text: why it decides nothing. */
const gate = async ({ cell, runtime }: Escape, candidate: string, baseline: string): Promise<Decision | string> => {
  const [name, route] = cell.split(",");
  const words = ["gate", `case=${name}`, `route=${route}`, "--candidate", `${runtime}@${candidate}`, "--baseline", `${runtime}@${baseline}`, "--json"];
  const { stdout, exitCode } = await $({ nothrow: true, quiet: true, cwd: root })`${process.execPath} harness/gatehouse.mjs ${words}`;
  const told = stdout === "" ? {} : JSON.parse(stdout);
  return exitCode === 0 || exitCode === 1 ? (told as Decision) : `exit ${exitCode}: ${told.error?.message ?? "it says nothing"}`;
};

// `…; not: args, stdout, because …`.
const lackingIn = (sentence: string): readonly string[] => (/; not: (.*?), because /.exec(sentence)?.[1] ?? "").split(", ");

/** What a gate says otherwise than it must; empty: all is as it must be. */
const replay = async (one: Escape): Promise<readonly string[]> => {
  const { before, bad, after, cell, capability } = one;
  const refused = await gate(one, bad, before);
  if (typeof refused === "string") return [`the gate of the bad release decides nothing: ${refused}`];
  const change = refused.changes.find(({ subject, change: own }) => subject.startsWith(`${cell},`) && own.is === "regressed");
  const accepted = after === undefined ? undefined : await gate(one, after, before);
  return [
    ...(refused.accepted ? ["the bad release is accepted"] : []),
    ...(change ? [] : ["the gate names no regression of the cell"]),
    ...(change && change.blame !== "runtime" ? [`the blame is on ${change.blame}`] : []),
    ...(refused.sentences.some((each) => lackingIn(each).includes(capability)) ? [] : [`no sentence names ${capability}`]),
    ...(typeof accepted === "string" ? [`the gate of the release after it decides nothing: ${accepted}`] : []),
    ...(typeof accepted === "object" && !accepted.accepted ? ["the release after it is refused"] : []),
  ];
};

const words = process.argv.slice(2);
const { escape: escapes } = (await readToml<EscapesFile>("escapes", join(root, "results/escapes.toml"), root)).value;
if (words.includes("--draw")) writeFileSync(page, draw(escapes));
else if (words.includes("--check")) {
  if (readFileSync(page, "utf8") !== draw(escapes))
    throw new Error("docs/escapes.md is not what results/escapes.toml says: npx node scripts/escapes.ts --draw");
} else {
  const wanted = escapes.filter(({ id }) => words.length === 0 || words.includes(id));
  if (wanted.length === 0) throw new Error(`no escape is ${words.join(", ")}`);
  for (const one of wanted) {
    const wrong = await replay(one);
    console.log(`${wrong.length === 0 ? "ok    " : "failed"}  ${one.id}${wrong.map((why) => `\n        ${why}`).join("")}`);
    if (wrong.length > 0) process.exitCode = 1;
  }
}

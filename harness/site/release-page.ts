import type { CapabilityTable } from "../model/capabilities.ts";
import { parseLane } from "../model/ids.ts";
import { several } from "../model/text.ts";
import { capabilityNotes, capabilitySquare } from "./capability-table.ts";
import { failureList } from "./failure-list.ts";
import type { FailureView } from "./failures.ts";
import { command, h, heading, legend, mark, type Page, table, type VNode } from "./html.ts";
import { cellHref, compareHref, matrixHref } from "./links.ts";
import { verdictLine } from "./overview-page.ts";
import type { ChangeView, ReleaseView } from "./releases.ts";
import type { SiteData, Source } from "./types.ts";

/** What a release's page has besides its view. */
export interface ReleaseGrounds {
  readonly data: Pick<SiteData, "catalog" | "cells" | "sources" | "capabilities">;
  readonly failures: readonly FailureView[];
}

const changeItem = ({ is, detail, cells }: ChangeView): VNode =>
  h(
    "li",
    null,
    h("span", { class: "tag" }, is),
    ` ${several(cells.length, "cell")}: ${detail} `,
    h("a", { href: `../${cellHref(cells[0] ?? "")}`, "aria-label": `a cell that ${is}: ${cells[0] ?? ""}` }, cells[0] ?? ""),
  );

const changeSection = ({ release, before, changes }: ReleaseView): VNode[] => {
  if (before === undefined) return [h("p", null, "No release before it is here.")];
  const shown = changes.filter(({ is }) => is !== "incomparable");
  const moved = changes.filter(({ is }) => is === "incomparable");
  return [
    h(
      "p",
      null,
      `Since ${before}, of the same cases by the same routes: `,
      h("a", { href: `../${compareHref({ by: "release", a: before, b: release })}` }, "compare them"),
      ".",
    ),
    shown.length === 0 ? h("p", null, "Nothing changed.") : h("ul", { class: "changes" }, shown.map(changeItem)),
    ...moved.map(({ detail, cells }) => h("p", { class: "dim" }, `${several(cells.length, "cell")} cannot be compared: ${detail}.`)),
  ];
};

const attestation = (lane: string, { catalog, cells }: ReleaseGrounds["data"]): readonly (VNode | string)[] => {
  const { keep } = parseLane(lane);
  const manifest = catalog.keeps.get(keep)?.manifest;
  const untrusted = cells.some(({ text, code }) => code === "x" && text.endsWith(`,${lane}`));
  const told = !manifest?.confidential ? "claims nothing that has to be attested" : untrusted ? "not attested: none of its cells counts" : "attested";
  return [lane, manifest?.name ?? keep, manifest?.confidential ? "confidential" : "not confidential", told];
};

const capabilitySection = ({ lane, languages, rows }: CapabilityTable): VNode[] => {
  const shown = languages.map((_, at) => at).filter((at) => rows.some(({ squares }) => squares[at] && squares[at].is !== "not-ported"));
  const told = rows.filter(({ squares }) => squares.some(({ is }) => is !== "not-ported"));
  return [
    h("h3", null, lane),
    table(
      `Capabilities in ${lane}`,
      ["capability", ...shown.map((at) => languages[at] as string)],
      told.map(({ capability, squares }) => [capability, ...shown.map((at) => capabilitySquare(squares[at], `${capability}, ${languages[at]}`, "../"))]),
    ),
    h(
      "details",
      null,
      h("summary", null, "Reasons"),
      capabilityNotes(told.flatMap(({ capability, squares }) => squares.map((square) => ({ square, name: capability })))),
    ),
  ];
};

const sourceRow = ({ kind, run, day, lane, machine, harness, engine }: Source): readonly (VNode | string)[] => [
  lane,
  `${kind} ${day}, ${run}`,
  harness,
  machine,
  h("span", { class: "digest" }, engine),
];

/** The page of a release: its verdict, what changed, what is expected to work and why not, and what all of it rests on. */
export const releasePage = (view: ReleaseView, { data, failures }: ReleaseGrounds): Page => {
  const { release, slug, lanes, verdict, sentences } = view;
  const codes = { expected: "p", unexpected: "f", running: "r", unknown: "." } as const;
  return {
    path: `release/${slug}.html`,
    title: release,
    json: `release/${slug}.json`,
    main: [
      h("h1", null, release),
      h(
        "p",
        { class: `verdict ${verdict.is === "expected" ? "good" : verdict.is === "unexpected" ? "bad" : "none"}` },
        mark(codes[verdict.is]),
        " ",
        h("strong", null, { expected: "as expected", unexpected: "not as expected", running: "not finished", unknown: "not known" }[verdict.is]),
        ` ${verdictLine(verdict)}`,
      ),
      h(
        "p",
        null,
        h("a", { href: `../${matrixHref({ q: `release=${release}`, rows: "language", cols: "lane" })}` }, "All its cells"),
        " · ",
        h("a", { href: `../badges/release-${slug}.svg` }, "badge"),
      ),
      heading("changes", "What changed"),
      ...changeSection(view),
      heading("sentences", "What is expected to work"),
      h(
        "ul",
        null,
        sentences.map((text) => h("li", null, text)),
      ),
      heading("failures", "Failures"),
      failureList("Failures", failures, "../"),
      heading("attestation", "Attestation by Keep"),
      table(
        "Attestation by Keep",
        ["lane", "Keep", "claim", "attestation"],
        lanes.map((lane) => attestation(lane, data)),
      ),
      heading("capabilities", "Capabilities"),
      ...data.capabilities.filter(({ lane }) => lanes.includes(lane)).flatMap(capabilitySection),
      legend(),
      heading("sources", "What this rests on"),
      table("Records", ["lane", "record", "harness", "machine", "engine"], data.sources.filter(({ lane }) => lanes.includes(lane)).map(sourceRow)),
      heading("next", "What to type"),
      command(`./gatehouse gate --candidate ${release}`),
      h("p", null, "This runs the release beside its baseline, on the same binaries."),
    ],
  };
};

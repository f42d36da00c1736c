import { command, h, heading, mark, type Page, table, type VNode } from "./html.ts";
import { matrixHref } from "./links.ts";
import type { FaultsView, TargetView } from "./worth.ts";

const shortList = (names: readonly string[], most = 6): string =>
  names.length > most ? `${names.slice(0, most).join(", ")} and ${names.length - most} more` : names.join(", ");

const targetBlock = ({ target, called, succeeded, total, functions }: TargetView): VNode[] => [
  heading(target, target),
  h("p", null, `${called} of ${total} functions are called, and ${succeeded} have done what they are for.`),
  h(
    "details",
    null,
    h("summary", null, `The functions of ${target}`),
    table(
      `Functions of ${target}`,
      ["function", "what came of it", "workloads", "languages"],
      functions.map(({ name, outcomes, workloads, languages }) => [
        h("code", null, name),
        outcomes.length > 0 ? outcomes.join(", ") : h("strong", null, "nobody calls it"),
        workloads[0] === undefined
          ? ""
          : h(
              "a",
              { href: matrixHref({ q: `workload=${workloads.join(",")}`, rows: "workload", cols: "lane" }), "aria-label": `${name}: ${shortList(workloads)}` },
              shortList(workloads),
            ),
        languages.join(", "),
      ]),
    ),
  ),
];

/** The page of what the suite calls; `undefined`: nothing is recorded. */
export const suitesPage = (targets: readonly TargetView[] | undefined): Page => ({
  path: "suites.html",
  title: "Suites",
  json: "suites.json",
  main: [
    h("h1", null, "What the workloads call"),
    h("p", null, "A green matrix is worth as much as its programs try. This counts functions of WASI that they call, and what came of it."),
    ...(targets ? targets.flatMap(targetBlock) : [h("p", null, "Nothing is recorded yet."), command("./gatehouse coverage --publish")]),
  ],
});

const functionBlock = (name: string, faults: FaultsView["faults"]): VNode => {
  const found = faults.filter((own) => own.found !== "").length;
  return h(
    "details",
    null,
    h("summary", null, mark(found === faults.length ? "p" : "k"), " ", h("code", null, name), ` ${found} of ${faults.length}`),
    table(
      `Faults of ${name}`,
      ["what is wrong", "kind", "found by", "how"],
      faults.map(({ about, way, found: by, why }) => [about, way, by || h("strong", null, "nobody"), why]),
    ),
  );
};

const faultBlocks = ({ day, lane, cells, found, total, percent, ways, faults }: FaultsView): VNode[] => [
  h(
    "p",
    { class: "lead" },
    `Of ${total} faults ${found} are found (${percent} %), by ${cells} cells that pass without a fault. Recorded on ${day} in ${lane}.`,
  ),
  heading("lost", "Not found"),
  table(
    "Faults that nobody finds",
    ["what is wrong", "function", "kind", "why"],
    faults.filter((own) => own.found === "").map(({ about, on, way, why }) => [about, h("code", null, on), way, why]),
  ),
  heading("ways", "By kind"),
  table(
    "Faults by kind",
    ["kind", "faults", "found"],
    ways.map(({ way, total: all, found: own }) => [way, String(all), String(own)]),
  ),
  heading("functions", "By function"),
  ...[...Map.groupBy(faults, ({ on }) => on)].map(([name, own]) => functionBlock(name, own)),
];

/** The page of what the suite finds; `undefined`: nothing is recorded. */
export const faultsPage = (view: FaultsView | undefined): Page => ({
  path: "faults.html",
  title: "Faults",
  json: "faults.json",
  main: [
    h("h1", null, "What the workloads find"),
    h("p", null, "A host of WASI gets one fault at a time. A fault that no workload finds is a hole in the suite."),
    ...(view ? faultBlocks(view) : [h("p", null, "Nothing is recorded yet."), command("./gatehouse faults --publish")]),
  ],
});

import { capabilityNotes, capabilitySquare } from "./capability-table.ts";
import { toLink } from "./details.ts";
import { guideOf, pageOf } from "./documents.ts";
import { failureList } from "./failure-list.ts";
import { columnHead, command, h, heading, legend, type Page, table } from "./html.ts";
import type { LanguageView } from "./languages.ts";
import { matrixHref } from "./links.ts";

/** The page of a language; `guided`: whether its guide is in the site. */
export const languagePage = (view: LanguageView, guided: boolean): Page => {
  const { id, name, tier, homepage, toolchains, lanes, rows, failures, lacking } = view;
  const link = toLink(homepage);
  const about = { 1: "its regressions refuse a release", 2: "it is reported", 3: "it is tried" }[tier] ?? "";
  const cannot = lacking.filter(({ why }) => why !== "");
  const missing = lacking.filter(({ why }) => why === "").map(({ workload }) => workload);
  return {
    path: `language/${id}.html`,
    title: name,
    json: `language/${id}.json`,
    main: [
      h("h1", null, name),
      h(
        "p",
        null,
        `Tier ${tier}: ${about}. `,
        link ? h("a", { href: link.href, rel: "noreferrer" }, link.text) : null,
        " · ",
        guided ? [h("a", { href: `../${pageOf(guideOf(id))}` }, "guide"), " · "] : null,
        h("a", { href: `../badges/language-${id}.svg` }, "badge"),
      ),
      table(
        "Toolchains",
        ["toolchain", "version", "targets"],
        toolchains.map((own) => [own.id, own.versions.join(", ") || h("span", { class: "dim" }, "not here"), own.targets.join(", ")]),
      ),
      heading("works", "What works where"),
      h("p", null, "A capability works in a lane where a program that needs it passes. A failure names whose fault it is."),
      rows.length === 0
        ? h("p", null, "Nothing of it ran.")
        : table(
            `Capabilities of ${name} by lane`,
            ["capability", ...lanes.map(columnHead)],
            rows.map(({ capability, squares }) => [
              h("a", { href: `../${matrixHref({ q: `language=${id} capability=${capability}`, rows: "case", cols: "lane" })}` }, capability),
              ...squares.map((square, at) => capabilitySquare(square, `${capability} in ${lanes[at]}`, "../")),
            ]),
          ),
      legend(),
      heading("since", "Since when"),
      rows.some(({ since }) => since !== "")
        ? h(
            "ul",
            null,
            rows.filter(({ since }) => since !== "").map(({ capability, since }) => h("li", null, h("strong", null, capability), ` works since ${since}`)),
          )
        : h("p", null, "Nothing here tells since when: that takes several releases of one runtime, and a capability that works in the newest."),
      heading("reasons", "Why not"),
      capabilityNotes(rows.flatMap(({ capability, squares }) => squares.flatMap((square) => (square ? [{ square, name: capability }] : [])))),
      heading("failures", "Failures"),
      failureList("Failures", failures, "../"),
      heading("lacking", "What was not tested"),
      cannot.length > 0
        ? h(
            "ul",
            null,
            cannot.map(({ workload, why }) => h("li", null, h("strong", null, workload), `: ${why}`)),
          )
        : null,
      missing.length > 0 ? h("p", null, `No port yet: ${missing.join(", ")}.`) : h("p", null, "Every workload has a port, or a reason why it cannot."),
      heading("next", "What to type"),
      command(`./gatehouse run ${id}`),
      command(`./gatehouse capabilities ${id}`),
    ],
  };
};

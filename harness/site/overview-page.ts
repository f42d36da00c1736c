import { failureList } from "./failure-list.ts";
import { columnHead, command, h, heading, legend, mark, type Page, table, type VNode } from "./html.ts";
import { matrixHref } from "./links.ts";
import type { Overview } from "./overview.ts";
import type { ReleaseVerdict, ReleaseView } from "./releases.ts";
import type { Square } from "./squares.ts";

const verdictWords: Readonly<Record<ReleaseVerdict["is"], readonly [code: string, text: string]>> = {
  expected: ["p", "as expected"],
  unexpected: ["f", "not as expected"],
  running: ["r", "not finished"],
  unknown: [".", "not known"],
};

/** A release's verdict in a few words. */
export const verdictLine = ({ is, passed, total, known, unsupported, bad }: ReleaseVerdict): string => {
  if (is === "unknown") return "No cell of it passed that the policy asks for.";
  const parts = [
    `${passed} of ${total} cells pass`,
    known > 0 && `${known} fail for a written reason`,
    unsupported > 0 && `${unsupported} unsupported`,
    bad > 0 && `${bad} unexplained`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
};

const releaseCard = ({ release, slug, verdict, changes, before }: ReleaseView): VNode => {
  const [code, text] = verdictWords[verdict.is];
  const worse = changes.filter(({ is }) => is === "regressed").reduce((sum, { cells }) => sum + cells.length, 0);
  const fixed = changes.filter(({ is }) => is === "fixed").reduce((sum, { cells }) => sum + cells.length, 0);
  return h(
    "li",
    { class: `card ${verdict.is}` },
    h("a", { href: `release/${slug}.html` }, h("strong", null, release)),
    h("p", { class: "verdict" }, mark(code), " ", text),
    h("p", null, verdictLine(verdict)),
    before === undefined ? null : h("p", { class: "dim" }, `Since ${before}: ${worse} regressed, ${fixed} fixed.`),
  );
};

/** A square of a table: a link to its cells. */
const squareLink = (square: Square | undefined, label: string, href: string): VNode | string => {
  if (!square || square.code === ".") return h("span", { class: "dim" }, "· not run");
  const text = square.total === 0 ? "n/a" : `${square.passed}/${square.total}`;
  return h("a", { class: "square", href, "aria-label": `${label}: ${text}` }, mark(square.code), " ", text);
};

/** How many groups of failures the first page has; the matrix has all. */
const shown = 8;

/** The first page. */
export const overviewPage = (overview: Overview): Page => {
  const { passed, total, releases, lanes, languages, failures, unknown } = overview;
  const open = failures.filter(({ known, cause }) => known === "" && cause !== "unsupported");
  const explained = failures.filter((own) => !open.includes(own));
  return {
    path: "index.html",
    title: "Overview",
    json: "index.json",
    main: [
      h("h1", null, "Which programs run where"),
      h(
        "p",
        { class: "lead" },
        `${passed} of ${total} cells pass. A cell is one case of one program, compiled by one toolchain, in one lane: a runtime's release in a Keep.`,
      ),
      heading("releases", "The newest releases"),
      h("ul", { class: "cards" }, releases.filter(({ newest }) => newest).map(releaseCard)),
      h(
        "p",
        { class: "dim" },
        "The verdict counts the languages and Keeps that results/policy.toml asks for. It is no gate: a gate runs both releases on one machine.",
      ),
      heading("languages", "Languages by lane"),
      table(
        "Languages by lane",
        ["language", ...lanes.map((lane) => h("a", { href: matrixHref({ q: `lane=${lane}`, rows: "workload", cols: "route" }) }, columnHead(lane)))],
        languages.map(({ id, name, tier, squares }) => [
          h("span", null, h("a", { href: `language/${id}.html` }, name), h("span", { class: "dim" }, ` tier ${tier}`)),
          ...squares.map((square, column) =>
            squareLink(
              square,
              `${name} in ${lanes[column]}`,
              matrixHref({ q: `language=${id} lane=${lanes[column]}`, rows: "case", cols: "route", state: square?.code === "p" ? "" : "not-passed" }),
            ),
          ),
        ]),
      ),
      legend(),
      heading("failures", "What fails without a written reason"),
      failureList("What fails without a written reason", open.slice(0, shown)),
      heading("known", "What is known to fail"),
      failureList("What is known to fail", explained.slice(0, shown)),
      explained.length > shown
        ? h("p", null, h("a", { href: matrixHref({ state: "not-passed", rows: "case", cols: "lane" }) }, `All ${failures.length} groups are in the matrix`))
        : null,
      heading("unknown", "What is not known"),
      h(
        "ul",
        null,
        unknown.map((text) => h("li", null, text)),
      ),
      heading("next", "Find out more"),
      command("./gatehouse run language=rust"),
      h(
        "p",
        null,
        "This runs every capability of one language in every current runtime. ",
        h("code", null, "./gatehouse report"),
        " then writes this site anew.",
      ),
    ],
  };
};

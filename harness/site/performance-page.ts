import type { Figure } from "../model/speed.ts";
import { columnHead, command, h, heading, type Page, table, type VNode } from "./html.ts";
import type { PerformanceView, SeriesView } from "./performance.ts";

const figureText = (figure: Figure | null): string =>
  figure === null ? "not measured" : `${figure.median.toPrecision(3)} (${figure.low.toPrecision(3)} to ${figure.high.toPrecision(3)})`;

const seriesBlock = ({ case: name, lanes, series }: SeriesView, set: number, at: number): VNode[] => [
  h("h3", null, name),
  h("div", { class: "chart", "data-set": set, "data-series": at, role: "img", "aria-label": `Chart of ${name}; the table below it has the same figures` }),
  h(
    "details",
    null,
    h("summary", null, `Figures of ${name}`),
    table(
      `${name}, milliseconds by lane`,
      ["route", ...lanes.map(columnHead)],
      series.map(({ route, figures }) => [route, ...figures.map(figureText)]),
    ),
  ),
];

const setBlock = ({ name, about, unit, series, tables, failed, samples }: PerformanceView, set: number): VNode[] => [
  heading(name, name),
  h("p", null, about),
  h("p", null, unit),
  ...series.flatMap((own, at) => seriesBlock(own, set, at)),
  ...tables.flatMap(({ title, columns, rows }) => [
    h("h3", null, title),
    table(
      `${name}: ${title}`,
      ["case and lane", ...columns],
      rows.map((row) => [row.name, ...row.texts.map((text) => text || h("span", { class: "dim" }, "not measured"))]),
    ),
  ]),
  ...(failed.length > 0
    ? [
        h("h3", null, "What could not be measured"),
        h(
          "ul",
          null,
          failed.map((text) => h("li", null, text)),
        ),
      ]
    : []),
  h("h3", null, "Every sample"),
  h(
    "ul",
    null,
    samples.map((path) => h("li", null, h("a", { href: path }, path))),
  ),
];

/** The page of all published measurements. */
export const performancePage = (views: readonly PerformanceView[]): Page => ({
  path: "performance.html",
  title: "Performance",
  json: "performance.json",
  scripts: ["data/performance.js", "assets/uplot.js", "assets/charts.js"],
  styles: ["assets/uplot.css"],
  main: [
    h("h1", null, "Performance"),
    h(
      "p",
      null,
      "How long the same binary takes, by lane. Two intervals that overlap tell no difference. A bar that leaves its chart is cut; the table has it whole.",
    ),
    ...(views.length === 0 ? [h("p", null, "Nothing is published yet."), command("./gatehouse bench nbody --publish runtimes")] : views.flatMap(setBlock)),
  ],
});

import { type ComponentChildren, createElement, type VNode } from "preact";
import { render } from "preact-render-to-string";
import { shownStates } from "./states.ts";

export type { VNode };

/** Attributes of an element. Markup of somebody else's has no way in: children are text or elements. */
type Attributes = Readonly<Record<string, string | number | boolean>>;

/** An element of a page; what stands in it is escaped where the page is written. */
export const h = (name: string, attributes: Attributes | null, ...children: readonly ComponentChildren[]): VNode =>
  createElement(name, attributes as never, ...children) as VNode;

/** A page of the site. */
export interface Page {
  /** Path inside the site. */
  readonly path: string;
  readonly title: string;
  readonly main: ComponentChildren;
  /** Scripts of the page, in order, by their paths inside the site. */
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  /** Whether it takes the whole width. */
  readonly wide?: boolean;
  /** The data of the page, beside it. */
  readonly json?: string;
}

const states = new Map(shownStates.map((state) => [state.code, state]));

/** Pages that stand at the top of each page. */
const menu = [
  ["index.html", "Overview"],
  ["matrix.html", "Matrix"],
  ["compare.html", "Compare"],
  ["performance.html", "Performance"],
  ["suites.html", "Suites"],
  ["faults.html", "Faults"],
  ["docs/index.html", "Documentation"],
] as const;

/** The mark of a state, and its word for whoever cannot see the mark. */
export const mark = (code: string): VNode => {
  const state = states.get(code);
  return h(
    "span",
    { class: `mark ${state?.tone ?? "none"}`, title: state?.about ?? "" },
    h("span", { "aria-hidden": "true" }, state?.mark),
    h("span", { class: "unseen" }, state?.word),
  );
};

/** A button that copies a text. */
export const copyButton = (text: string): VNode => h("button", { type: "button", class: "copy", "data-copy": text }, "Copy");

/** A command in one line, with a button that copies it. */
export const command = (text: string): VNode =>
  h("div", { class: "command" }, h("pre", { tabindex: 0, "aria-label": "command" }, h("code", null, text)), copyButton(text));

/** A lane as the head of a column: its release, and below it where that runs. Other names stand as they are. */
export const columnHead = (name: string): VNode => {
  const [release, place] = name.includes("@") ? name.split(/\/(?=[^/]*$)/) : [name];
  return h("span", { class: "column" }, h("span", null, release), place === undefined ? null : h("span", { class: "place" }, place));
};

/** A heading with an anchor. */
export const heading = (id: string, text: ComponentChildren): VNode => h("h2", { id }, text);

/** A frame that scrolls by itself; `label` tells what is in it. */
export const frame = (label: string, content: VNode): VNode => h("div", { class: "frame", tabindex: 0, role: "region", "aria-label": label }, content);

/** A table in a frame; `label` tells what it is. */
export const table = (label: string, head: readonly ComponentChildren[], rows: readonly (readonly ComponentChildren[])[]): VNode =>
  frame(
    label,
    h(
      "table",
      null,
      h("caption", { class: "unseen" }, label),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          head.map((text) => h("th", { scope: "col" }, text)),
        ),
      ),
      h(
        "tbody",
        null,
        rows.map(([first, ...rest]) =>
          h(
            "tr",
            null,
            h("th", { scope: "row" }, first),
            rest.map((cell) => h("td", null, cell)),
          ),
        ),
      ),
    ),
  );

/** What the marks mean. */
export const legend = (): VNode =>
  h(
    "details",
    { class: "legend" },
    h("summary", null, "What the marks mean"),
    h(
      "dl",
      null,
      shownStates.map(({ code, word, about }) =>
        h("div", null, h("dt", null, mark(code), " ", h("span", { "aria-hidden": "true" }, word)), h("dd", null, about)),
      ),
    ),
  );

// No page takes anything from elsewhere, whatever a text in it would like.
const policy =
  "default-src 'none'; script-src 'self' file:; style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** Writes a whole document; `policy` tells what it may load. */
export const toDocument = (title: string, policy: string, head: ComponentChildren, body: VNode): string =>
  `<!doctype html>\n${render(
    h(
      "html",
      { lang: "en" },
      h(
        "head",
        null,
        h("meta", { charset: "utf-8" }),
        h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
        h("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
        h("title", null, title),
        head,
      ),
      body,
    ),
  )}\n`;

/** Writes a page. */
export const toHtml = ({ path, title, main, scripts = [], styles = [], json, wide = false }: Page, made: string): string => {
  const base = "../".repeat(path.split("/").length - 1);
  const head = [
    [...styles, "assets/style.css"].map((own) => h("link", { rel: "stylesheet", href: base + own })),
    ["data/site.js", "assets/preact.js", "assets/common.js", ...scripts, "assets/page.js"].map((own) => h("script", { src: base + own, defer: true })),
  ];
  return toDocument(
    `${title} · Gatehouse`,
    policy,
    head,
    h(
      "body",
      { "data-base": base },
      h("a", { class: "skip", href: "#main" }, "Skip to the content"),
      h(
        "header",
        null,
        h(
          "nav",
          { "aria-label": "Pages" },
          h("a", { class: "home", href: `${base}index.html` }, "Gatehouse"),
          menu.map(([to, text]) => h("a", { href: base + to, ...(to === path ? { "aria-current": "page" } : {}) }, text)),
        ),
        h(
          "div",
          { class: "search", role: "search" },
          h("input", { id: "search", type: "search", placeholder: "Search", "aria-label": "Search cases, languages, lanes and failures", autocomplete: "off" }),
          h("div", { id: "found", hidden: true }),
        ),
      ),
      h("div", { id: "live", role: "status" }),
      h("main", { id: "main", tabindex: -1, class: wide ? "broad" : "" }, main),
      h(
        "footer",
        null,
        h(
          "p",
          null,
          made,
          json === undefined ? null : [" · ", h("a", { href: base + json }, "this page as JSON")],
          " · ",
          h("a", { href: `${base}cells.csv` }, "all cells as CSV"),
          " · ",
          h("a", { href: `${base}matrix.md` }, "the matrix as Markdown"),
        ),
      ),
    ),
  );
};

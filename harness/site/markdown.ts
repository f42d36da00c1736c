import { lexer, type Token, type Tokens } from "marked";
import type { ComponentChildren } from "preact";
import { uniqueNames } from "../model/unique.ts";
import { copyButton, frame, h, type VNode } from "./html.ts";

/** A Markdown text as parts of a page. */
export interface Prose {
  /** The text of its first heading. */
  readonly title: string;
  readonly headings: readonly { readonly id: string; readonly text: string }[];
  readonly body: readonly ComponentChildren[];
}

/** Where a link of a text leads in the site; undefined where that is not in the site. */
export type Follow = (href: string) => string | undefined;

// As GitHub names the anchors of headings: links between the pages use these names.
const anchorOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

const textOf = (tokens: readonly Token[] | undefined): string =>
  (tokens ?? []).map((token) => ("tokens" in token && token.tokens ? textOf(token.tokens) : "text" in token ? String(token.text) : "")).join("");

const leadsOut = (href: string): boolean => /^https?:\/\//.test(href);

/** A block of commands or of a file, with a button that copies it. */
const codeBlock = ({ text, lang = "" }: Pick<Tokens.Code, "text" | "lang">): VNode => {
  const [, name] = /\bfile=(\S+)/.exec(lang) ?? [];
  const isOutput = lang === "text";
  const label = name ?? (isOutput ? "output" : "code");
  return h(
    "div",
    { class: isOutput ? "block output" : "block" },
    isOutput ? null : h("div", { class: "bar" }, h("span", { class: "file" }, name), copyButton(text)),
    h("pre", { tabindex: 0, role: "region", "aria-label": label }, h("code", null, text)),
  );
};

/** Writes Markdown as elements. Markup in the text has no way into the page: comments vanish, other HTML stands as text. */
export const toProse = (markdown: string, follow: Follow): Prose => {
  const headings: { id: string; text: string }[] = [];
  // A second heading of the same text has a number, as GitHub gives it.
  const anchors = uniqueNames();

  const link = ({ href, tokens }: Tokens.Link): ComponentChildren => {
    if (leadsOut(href)) return h("a", { href, rel: "noreferrer" }, inlines(tokens));
    const to = follow(href);
    return to === undefined ? h("span", null, inlines(tokens)) : h("a", { href: to }, inlines(tokens));
  };

  const inline = (token: Token): ComponentChildren => {
    switch (token.type) {
      case "strong":
      case "em":
      case "del":
        return h(token.type, null, inlines(token.tokens));
      case "codespan":
        return h("code", null, (token as Tokens.Codespan).text);
      case "br":
        return h("br", null);
      case "link":
        return link(token as Tokens.Link);
      case "image":
        return null;
      case "html":
        return /^<!--/.test(token.raw) ? null : token.raw;
      default:
        return "tokens" in token && token.tokens ? inlines(token.tokens) : "text" in token ? String(token.text) : token.raw;
    }
  };
  const inlines = (tokens: readonly Token[] | undefined): ComponentChildren => (tokens ?? []).map(inline);

  const row = (cells: readonly Tokens.TableCell[], name: "th" | "td"): VNode =>
    h(
      "tr",
      null,
      cells.map(({ tokens, align }) =>
        h(name, { ...(name === "th" ? { scope: "col" } : {}), ...(align === "right" ? { class: "number" } : {}) }, inlines(tokens)),
      ),
    );

  const block = (token: Token): ComponentChildren => {
    switch (token.type) {
      case "heading": {
        const { depth, tokens } = token as Tokens.Heading;
        const text = textOf(tokens);
        const id = anchors(anchorOf(text) || "section");
        if (depth > 1) headings.push({ id, text });
        return h(`h${depth}`, { id }, inlines(tokens));
      }
      case "paragraph":
        return h("p", null, inlines(token.tokens));
      case "code":
        return codeBlock(token as Tokens.Code);
      case "blockquote":
        return h("blockquote", null, blocks(token.tokens));
      case "hr":
        return h("hr", null);
      case "list": {
        const { ordered, items, start } = token as Tokens.List;
        return h(
          ordered ? "ol" : "ul",
          typeof start === "number" && start !== 1 ? { start } : null,
          items.map((item) => h("li", null, blocks(item.tokens))),
        );
      }
      case "table": {
        const { header, rows } = token as Tokens.Table;
        const label = textOf(header.flatMap(({ tokens }) => tokens)) === "" ? "table" : header.map(({ text }) => text).join(", ");
        return frame(
          label,
          h(
            "table",
            null,
            h("thead", null, row(header, "th")),
            h(
              "tbody",
              null,
              rows.map((cells) => row(cells, "td")),
            ),
          ),
        );
      }
      case "html":
        return /^<!--/.test(token.raw) ? null : h("p", null, token.raw);
      case "space":
      case "def":
        return null;
      default:
        return inline(token);
    }
  };
  const blocks = (tokens: readonly Token[] | undefined): ComponentChildren[] => (tokens ?? []).map(block);

  const tokens = lexer(markdown);
  const first = tokens.find(({ type }) => type === "heading") as Tokens.Heading | undefined;
  return { title: textOf(first?.tokens), headings, body: blocks(tokens) };
};

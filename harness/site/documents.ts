import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { home } from "../host/home.ts";
import type { Catalog } from "../model/catalog.ts";
import { h, type Page } from "./html.ts";
import { type Prose, toProse } from "./markdown.ts";

/** A page of the documentation: its path in the repository, and its Markdown. */
export interface Document {
  readonly path: string;
  readonly text: string;
}

/** Its entry: it lists the others. */
export const entryDocument = "docs/README.md";

/** Where the guide of a language stands. */
export const guideOf = (language: string): string => `languages/${language}/guide.md`;

/** Reads the documentation that came with Gatehouse, and the guides of the catalog's languages. */
export const readDocuments = ({ languages }: Catalog): readonly Document[] => {
  const inFolder = (folder: string): string[] =>
    existsSync(join(home, folder))
      ? readdirSync(join(home, folder))
          .filter((name) => name.endsWith(".md"))
          .map((name) => `${folder}/${name}`)
      : [];
  const own = ["CONTRIBUTING.md", "ARCHITECTURE.md", ...inFolder("docs"), ...inFolder("schemas")];
  const guides = [...languages].map(([id, { folder }]) => ({ path: guideOf(id), file: join(folder, "guide.md") }));
  return [...own.map((path) => ({ path, file: join(home, path) })), ...guides]
    .filter(({ file }) => existsSync(file))
    .map(({ path, file }) => ({ path, text: readFileSync(file, "utf8") }));
};

/** Where a document stands in the site. */
export const pageOf = (path: string): string => (path === entryDocument ? "docs/index.html" : path.replace(/\.md$/, ".html"));

// README is the first page of the repository; the site has the documentation's entry in its place.
const targetOf = (from: string, href: string): readonly [path: string, anchor: string] => {
  const [path = "", anchor] = href.split("#");
  const whole = path === "" ? from : posix.join(posix.dirname(from), path);
  return [whole === "README.md" ? entryDocument : whole, anchor === undefined ? "" : `#${anchor}`];
};

/** The documents as prose, by path. Links between them lead to their pages; links to other files of the repository are text. */
export const toProses = (documents: readonly Document[]): ReadonlyMap<string, Prose> => {
  const there = new Set(documents.map(({ path }) => path));
  return new Map(
    documents.map(({ path, text }) => {
      const follow = (href: string): string | undefined => {
        const [to, anchor] = targetOf(path, href);
        return there.has(to) ? `${posix.relative(posix.dirname(pageOf(path)), pageOf(to))}${anchor}` : undefined;
      };
      return [path, toProse(text, follow)] as const;
    }),
  );
};

/** The pages of the documentation, each with a list of its headings. */
export const documentPages = (proses: ReadonlyMap<string, Prose>): readonly Page[] =>
  [...proses].map(([path, { title, headings, body }]): Page => {
    const [head, ...rest] = body;
    const own =
      headings.length > 3
        ? h(
            "ul",
            null,
            headings.map(({ id, text }) => h("li", null, h("a", { href: `#${id}` }, text))),
          )
        : null;
    return {
      path: pageOf(path),
      title,
      main: h("article", { class: "prose" }, head, own && h("details", { class: "contents" }, h("summary", null, "On this page"), own), rest),
    };
  });

/** A heading of the documentation, as the search of the site finds it. */
export interface Topic {
  readonly text: string;
  readonly href: string;
}

/** Every page of the documentation, and every heading in it; addresses are relative to the site. */
export const toTopics = (proses: ReadonlyMap<string, Prose>): readonly Topic[] =>
  [...proses].flatMap(([path, { title, headings }]) => [
    { text: title, href: pageOf(path) },
    ...headings.map(({ id, text }) => ({ text: `${title}: ${text}`, href: `${pageOf(path)}#${id}` })),
  ]);

import { join } from "node:path";
import { expect, test } from "vitest";
import { loadCatalog } from "../catalog/load.ts";
import { home } from "../host/home.ts";
import { documentPages, entryDocument, pageOf, readDocuments, toProses, toTopics } from "./documents.ts";

const documents = readDocuments(await loadCatalog(home));

test("links lead from page to page, whatever folder they stand in", () => {
  const proses = toProses([
    { path: "docs/README.md", text: "# D\n\n[g](gate.md#in-ci) [r](../languages/rust/guide.md) [s](../schemas/x.md)" },
    { path: "docs/gate.md", text: "# G\n\n[up](../README.md) [own](#here)" },
    { path: "languages/rust/guide.md", text: "# R\n\n[g](../../docs/gate.md)" },
  ]);
  const hrefs = [...proses.values()].map(({ body }) => [...JSON.stringify(body).matchAll(/"href":"([^"]+)"/g)].map(([, href]) => href));
  expect(hrefs).toEqual([["gate.html#in-ci", "../languages/rust/guide.html"], ["index.html", "gate.html#here"], ["../../docs/gate.html"]]);
});

test("the entry of the documentation leads to every page of it", () => {
  const entry = documents.find(({ path }) => path === entryDocument)?.text ?? "";
  const missing = documents
    .map(({ path }) => path)
    .filter(
      (path) => path !== entryDocument && !path.startsWith("languages/") && !entry.includes(path.replace("docs/", "").replace(/^(schemas|[A-Z])/, "../$1")),
    );
  expect(missing).toEqual([]);
});

test("no link of the documentation leads to a heading that is not there", () => {
  const proses = toProses(documents);
  const anchors = new Set([...proses].flatMap(([path, { headings }]) => [pageOf(path), ...headings.map(({ id }) => `${pageOf(path)}#${id}`)]));
  const broken = documentPages(proses).flatMap(({ path, main }) =>
    [...JSON.stringify(main).matchAll(/"href":"((?!https?:)[^"]+)"/g)].flatMap(([, href = ""]) => {
      const to = href.startsWith("#") ? `${path}${href}` : join(path, "..", href);
      return anchors.has(to) ? [] : [`${path}: ${href}`];
    }),
  );
  expect(broken).toEqual([]);
});

test("each page and each heading is a topic of the search", () => {
  expect(toTopics(toProses([{ path: "docs/gate.md", text: "# Gate\n\n## In CI\n" }]))).toEqual([
    { text: "Gate", href: "docs/gate.html" },
    { text: "Gate: In CI", href: "docs/gate.html#in-ci" },
  ]);
});

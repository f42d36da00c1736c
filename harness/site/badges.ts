import { render } from "preact-render-to-string";
import { printRelease } from "../model/ids.ts";
import { h } from "./html.ts";
import type { LanguageView } from "./languages.ts";
import type { ReleaseVerdict, ReleaseView } from "./releases.ts";
import { toVerdict } from "./releases.ts";
import type { SiteData, SiteFile } from "./types.ts";

/** Colours with enough contrast for white text. */
const colours: Readonly<Record<ReleaseVerdict["is"], string>> = { expected: "#1a6b35", unexpected: "#a8161c", running: "#57606a", unknown: "#57606a" };

/** Wide enough for any font that a reader may have: about the width of a letter of 11 px. */
const widthOf = (text: string): number => Math.ceil([...text].length * 6.8) + 12;

/** A badge as SVG: a label, and a verdict in words beside it. It takes nothing from elsewhere. */
export const toBadge = (label: string, { is, passed, total, known, bad }: ReleaseVerdict): string => {
  const text =
    is === "unknown" ? "not known" : is === "running" ? "running" : `${passed}/${total}${bad > 0 ? ` ${bad} failing` : known > 0 ? ` ${known} known` : ""}`;
  const [left, right] = [widthOf(label), widthOf(text)];
  const whole = `${label}: ${text}`;
  const words = (x: number, own: string) => h("text", { x, y: 14, "text-anchor": "middle" }, own);
  return `${render(
    h(
      "svg",
      { xmlns: "http://www.w3.org/2000/svg", width: left + right, height: 20, role: "img", "aria-label": whole },
      h("title", null, whole),
      h("rect", { width: left, height: 20, fill: "#3a3f44" }),
      h("rect", { x: left, width: right, height: 20, fill: colours[is] }),
      h("g", { fill: "#fff", "font-family": "Verdana, DejaVu Sans, sans-serif", "font-size": 11 }, words(left / 2, label), words(left + right / 2, text)),
    ),
  )}\n`;
};

/** Badges of a site: one a language and one a release, by the cells of the newest releases in plain processes. */
export function* badgeFiles({ cells, catalog }: SiteData, languages: readonly LanguageView[], releases: readonly ReleaseView[]): Generator<SiteFile> {
  const newest = new Set(releases.filter((own) => own.newest).map(({ release }) => release));
  const counted = cells.filter(
    ({ id }) => newest.has(printRelease(id.lane)) && id.lane.keep === "nil" && catalog.workloads.get(id.workload)?.manifest.kind !== "trust",
  );
  for (const { id, name } of languages) yield [`badges/language-${id}.svg`, toBadge(name, toVerdict(counted.filter((cell) => cell.id.language === id)))];
  for (const { slug, release, verdict } of releases) yield [`badges/release-${slug}.svg`, toBadge(release, verdict)];
}

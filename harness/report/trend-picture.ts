import type { Trend } from "../model/speed.ts";
import { escapeXml } from "./xml.ts";

const size = { width: 900, left: 70, right: 120, top: 40, plot: 220, foot: 70 };
// Told apart without colours too (Okabe and Ito; each line has its own dashes).
const strokes = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#7f7f7f"] as const;
const dashes = ["", "7 3", "2 3", "10 3 2 3", "4 4", "1 2", "12 4", "6 2 2 2"] as const;
const labelHeight = 14;

const titles: Readonly<Record<Trend["of"], string>> = {
  total: "CPU time of the whole process, by release",
  compile: "CPU time to compile ahead, by release",
  code: "Bytes of compiled code, by release",
  work: "Work in units of fuel, by release",
};

// Labels that would lie on one another are moved down.
const spread = (wanted: readonly number[]): number[] => {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  const placed: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const { y, index } of order) {
    last = Math.max(y, last + labelHeight);
    placed[index] = last;
  }
  return placed;
};

const ticksOf = (low: number, high: number): number[] => {
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1].find((each) => (high - low) / each <= 6) ?? 2;
  return Array.from({ length: Math.floor(high / step) - Math.ceil(low / step) + 1 }, (_, index) => (Math.ceil(low / step) + index) * step);
};

/** `languages`: those of all panels, so that each has one look in the whole picture. */
const panel = ({ of, releases, lines }: Trend, top: number, languages: readonly string[]): string[] => {
  const all = lines.flatMap(({ points }) => points.filter((point) => point !== undefined));
  const [low, high] = [Math.min(1, ...all) - 0.02, Math.max(1, ...all) + 0.02];
  const x = (at: number): number => size.left + (at * (size.width - size.left - size.right)) / (releases.length - 1);
  const y = (value: number): number => top + size.top + ((high - value) / (high - low)) * size.plot;
  const text = (left: number, down: number, said: string, more = ""): string =>
    `<text x="${left.toFixed(1)}" y="${down.toFixed(1)}"${more}>${escapeXml(said)}</text>`;
  const grid = ticksOf(low, high).flatMap((tick) => [
    `<line x1="${size.left}" x2="${size.width - size.right}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}" stroke="${Math.abs(tick - 1) < 1e-9 ? "#888" : "#ddd"}"/>`,
    text(size.left - 8, y(tick) + 4, `${Math.round(tick * 100)} %`, ' text-anchor="end"'),
  ]);
  const bottom = top + size.top + size.plot;
  const names = releases.map((release, at) =>
    text(
      x(at),
      bottom + 14,
      release.slice(release.indexOf("@") + 1),
      ` text-anchor="end" transform="rotate(-45 ${x(at).toFixed(1)} ${(bottom + 14).toFixed(1)})"`,
    ),
  );
  const labels = spread(lines.map(({ points }) => y(points.findLast((point) => point !== undefined) ?? 1)));
  const drawn = lines.flatMap(({ language, points }, index) => {
    const look = languages.indexOf(language);
    const [stroke, dash] = [strokes[look % strokes.length], dashes[look % dashes.length]];
    const marks = points.map((point, at) => (point === undefined ? undefined : `${x(at).toFixed(1)} ${y(point).toFixed(1)}`));
    const path = marks.map((mark, at) => (mark === undefined ? "" : `${marks[at - 1] === undefined ? "M" : "L"}${mark}`)).join("");
    return [
      `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="2"${dash === "" ? "" : ` stroke-dasharray="${dash}"`}/>`,
      text(size.width - size.right + 8, (labels[index] ?? 0) + 4, language, ` fill="${stroke}"`),
    ];
  });
  return [text(size.left, top + 20, titles[of], ' font-weight="bold"'), ...grid, ...names, ...drawn];
};

/** Trends over releases as one SVG, one panel below the other. 100 % is the median over all releases. */
export const trendPicture = (trends: readonly Trend[]): string => {
  const each = size.top + size.plot + size.foot;
  const height = each * trends.length;
  const languages = [...new Set(trends.flatMap(({ lines }) => lines.map(({ language }) => language)))];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}" viewBox="0 0 ${size.width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escapeXml(trends.map(({ of }) => titles[of]).join("; "))}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...trends.flatMap((trend, index) => panel(trend, index * each, languages)),
    "</svg>",
    "",
  ].join("\n");
};

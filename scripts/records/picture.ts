import type { Matrix } from "../../harness/model/matrix.ts";
import { matrixLines, totalsLine } from "../../harness/report/matrix.ts";
import { styleOf } from "../../harness/report/style.ts";

const character = { width: 8.43, height: 19 };
const fills: Readonly<Record<string, string>> = { "1": "#ffffff", "2": "#8b949e", "31": "#ff7b72", "32": "#7ee787", "33": "#e3b341" };

const markup = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const toSpans = (line: string): string =>
  [...line.matchAll(/(?:\u001b\[(\d+)m)?([^\u001b]*)/g)]
    .map(([, code, text = ""]) => (text === "" ? "" : `<tspan fill="${fills[code ?? ""] ?? "#c9d1d9"}">${markup(text)}</tspan>`))
    .join("");

/** A matrix as the terminal shows it, as SVG. */
export const drawMatrix = (matrix: Matrix): string => {
  const style = styleOf(false);
  const lines = [...matrixLines(matrix, style), "", totalsLine(matrix, style)];
  const columns = Math.max(...lines.map((line) => line.replace(/\u001b\[\d+m/g, "").length));
  const width = Math.ceil((columns + 4) * character.width);
  const height = (lines.length + 2) * character.height;
  const at = (index: number): string => ((index + 1.6) * character.height).toFixed(1);
  const body = lines.map((line, index) => `<text x="16" y="${at(index)}" xml:space="preserve">${toSpans(line)}</text>`).join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, monospace" font-size="14">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${body}
</svg>
`;
};

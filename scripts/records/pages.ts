import { toMatrix } from "../../harness/judge/matrix.ts";
import type { Catalog } from "../../harness/model/catalog.ts";
import { foldCoverage } from "../../harness/model/coverage.ts";
import type { CellId } from "../../harness/model/ids.ts";
import type { Matrix } from "../../harness/model/matrix.ts";
import type { CoverageRecord } from "../../harness/record/coverage.ts";
import type { PublishedToday } from "../../harness/record/published.ts";
import { type FaultsReport, faultSummary } from "../../harness/report/faults.ts";
import { matrixLines, totalsLine } from "../../harness/report/matrix.ts";
import { styleOf } from "../../harness/report/style.ts";
import { drawMatrix } from "./picture.ts";

/** The matrix of published records, of the cells that are wanted. */
const matrixOf = (published: readonly PublishedToday[], wanted: (id: CellId) => boolean): Matrix => {
  const cells = published.flatMap((each) => each.cells.filter(({ id }) => wanted(id)));
  const toolchains = published.flatMap(({ header }) => header.toolchains);
  const lanes = published.map(({ header }) => ({ id: header.lane }));
  return toMatrix({ header: { run: "", cells: cells.length }, lanes, toolchains, cells, complete: true });
};

const example = /^(\$ \.\/gatehouse run workload=(\S+) language=(\S+) runtime=(\S+)\n)[\s\S]*?^(?=\n(?:known|failed|fail) )/m;

/** The README with the example's matrix as the records have it. Throws where it has no such example. */
export const fillReadme = (text: string, published: readonly PublishedToday[]): string => {
  const found = example.exec(text);
  if (!found) throw new Error("README.md has no example of a run with workloads, languages and runtimes");
  const [workloads, languages, runtimes] = found.slice(2).map((list) => (list ?? "").split(",")) as [string[], string[], string[]];
  const lanes = published.filter(({ header }) => runtimes.some((runtime) => header.lane.startsWith(`${runtime}@`)));
  const isNamed = ({ workload, language }: CellId): boolean => workloads.includes(workload) && languages.includes(language);
  const targets = new Set(lanes.flatMap(({ cells }) => cells.filter(({ id }) => isNamed(id)).map(({ id }) => id.target)));
  // Every lane of a run tries what fails on purpose, for each of its targets.
  const matrix = matrixOf(lanes, (id) => isNamed(id) || (id.workload.startsWith("must-") && targets.has(id.target)));
  const style = styleOf(true);
  const lines = [...matrixLines(matrix, style), "", totalsLine(matrix, style)].map((line) => line.trimEnd());
  return text.replace(example, (_all, command: string) => `${command}${lines.join("\n")}\n`);
};

const coverageLine = /^(The probes and applications call ).*$/m;

/** The README with the line about WASI's functions as the record has it. Throws where it has no such line. */
export const fillCoverage = (text: string, { targets }: Pick<Catalog, "targets">, record: CoverageRecord | undefined): string => {
  if (!coverageLine.test(text)) throw new Error("README.md has no line that tells which functions the probes and applications call");
  const [first, ...others] = foldCoverage(record?.header.functions ?? {}, record?.rows ?? []).map(({ target, functions, called, pairs }) => {
    const name = targets.get(target)?.title ?? target;
    return { name, calls: `${called} of the ${functions.length} functions`, pairs: `${pairs} pairs of function and result` };
  });
  const told = first ? `${first.calls} of ${first.name}, with ${first.pairs}.` : "no function of WASI.";
  const more = others.map(({ name, calls, pairs }) => ` Of ${name} they call ${calls}, with ${pairs}.`);
  return text.replace(coverageLine, `$1${told}${more.join("")} See [coverage](results/coverage/README.md).`);
};

const faultsPart = /(<!-- faults -->\n)[\s\S]*?(?=<!-- \/faults -->)/;

/** The README with the summary of the record of faults between its marks. Throws where it has none. */
export const fillFaults = (text: string, faults: Pick<FaultsReport, "header" | "answers">): string => {
  if (!faultsPart.test(text)) throw new Error("README.md has no part <!-- faults --> … <!-- /faults -->");
  return text.replace(faultsPart, (_all, mark: string) => `${mark}\n${faultSummary(faults).join("\n")}\n\n`);
};

/** The picture of all records of plain processes on this machine's architecture. */
export const drawRecords = (published: readonly PublishedToday[]): string => drawMatrix(matrixOf(published, () => true));

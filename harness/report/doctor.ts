import type { Findings, Item } from "../model/inspection.ts";
import { formatBytes, printable, shorten } from "../model/text.ts";
import type { Style } from "./style.ts";

const itemLines = (title: string, items: readonly Item[], style: Style): string[] => [
  style.bold(title),
  ...items.flatMap((item) => [
    `  ${item.ok ? style.good("ok     ") : style.bad("missing")}  ${item.id}${item.version && !item.id.includes("@") ? ` ${item.version}` : ""}${item.ok && item.evidence[0]?.info ? style.dim(`  ${item.evidence[0].info}`) : ""}`,
    ...item.evidence
      .filter((each) => !each.pass)
      .map(
        (each) =>
          `           ${printable(each.name)}${each.info ? `: ${printable(shorten(each.info, 300))}` : ""}\n           ${style.warn("do:")} ${printable(each.hint)}`,
      ),
  ]),
];

const storeLine = ({ folder, bytes }: NonNullable<Findings["store"]>, style: Style): string[] => {
  const parts = Object.entries(bytes).filter(([, size]) => size >= 1_000_000);
  const total = Object.values(bytes).reduce((sum, size) => sum + size, 0);
  return [style.bold("store"), `  ${folder}: ${[formatBytes(total), ...parts.map(([name, size]) => `${name} ${formatBytes(size)}`)].join(", ")}`];
};

/** The findings as lines. */
export const doctorLines = (found: Findings, style: Style): string[] => [
  `${found.machine.os}, ${found.machine.kernel}, ${found.machine.architecture}, ${found.machine.cores} cores, ${found.machine.memoryMib} MiB, Node ${found.machine.node}`,
  `launcher program: ${found.supervised ? style.good("works") : style.warn("not here: CPU time and memory stay unknown; a C compiler mends that on Linux")}`,
  ...itemLines("clients", found.clients, style),
  ...itemLines("toolchains", found.toolchains, style),
  ...itemLines("lanes", found.lanes, style),
  ...(found.store ? storeLine(found.store, style) : []),
];

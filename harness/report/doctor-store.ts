import { gatehouse } from "../model/command.ts";
import type { StoreFindings } from "../model/inspection.ts";
import { printable } from "../model/text.ts";
import type { Style } from "./style.ts";

/** The findings as lines. */
export const storeLines = ({ store, read, changed }: StoreFindings, style: Style): string[] => [
  `${printable(store)}: ${read} folders read, ${changed.length === 0 ? style.good("all as they were put there") : style.bad(`${changed.length} changed`)}`,
  ...changed.flatMap(({ what, moved }) => [
    `  ${style.bad("changed")}  ${printable(what)}`,
    moved === undefined
      ? `           ${style.warn("do:")} find out who changed it; \`${gatehouse} doctor --repair\` moves it aside, and the next run gets it again`
      : `           moved to ${printable(moved)}: the next run gets it again`,
  ]),
];

import type { Cleanable, CleanFindings } from "../model/inspection.ts";
import { formatBytes, printable, several } from "../model/text.ts";
import type { Style } from "./style.ts";

const reasons: Readonly<Record<Cleanable["why"], string>> = {
  unused: "no manifest names it",
  old: "old, and made again where it is needed",
  unshared: "nobody shares it any more",
  run: "an old run",
};

const shown = 10;

/** What was cleaned away, or would be: by reason with its size, the largest first. */
export const cleanLines = ({ store, removed, items, bytes }: CleanFindings, style: Style): string[] => [
  ...[...Map.groupBy(items, ({ why }) => why)].flatMap(([why, own]) => [
    `${style.bold(formatBytes(own.reduce((sum, item) => sum + item.bytes, 0)))}  ${reasons[why]} (${several(own.length, why === "unshared" ? "file" : "folder")})`,
    ...own
      .slice(0, shown)
      .map(
        (item) => `  ${formatBytes(item.bytes).padStart(9)}  ${printable(item.path.startsWith(`${store}/`) ? item.path.slice(store.length + 1) : item.path)}`,
      ),
    ...(own.length > shown ? [style.dim(`  and ${own.length - shown} more`)] : []),
  ]),
  items.length === 0 ? `nothing to remove from ${printable(store)}` : `${removed ? "removed" : "would remove"} ${formatBytes(bytes)} of ${printable(store)}`,
];

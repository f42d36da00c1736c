import { gatehouse } from "../model/command.ts";
import type { Evidence } from "../model/generated/journal.ts";
import type { KeepFindings, WayFound } from "../model/inspection.ts";
import { printable, shorten } from "../model/text.ts";
import type { Style } from "./style.ts";

const evidenceLine = ({ name, pass, info, hint }: Evidence, style: Style): string[] => [
  `      ${pass ? style.good("yes") : style.bad("no ")}  ${printable(name)}${info ? style.dim(`: ${printable(shorten(info, 200))}`) : ""}`,
  ...(pass ? [] : [`           ${style.warn("do:")} ${printable(hint)}`]),
];

const wayLines = (way: WayFound, style: Style): string[] => {
  const paint = { runs: style.good, unattested: style.warn, unproven: style.warn, missing: style.bad }[way.state];
  const accelerator = way.accelerator ? `:${way.accelerator}` : "";
  return [
    `  ${paint(way.state.padEnd(10))}  ${way.keep}:${way.launcher}${accelerator}-${way.architecture}  ${style.dim(`by ${way.runtimes.join(", ")}`)}`,
    ...(way.state === "unattested" ? [`      ${style.warn("programs run there, and none of their cells counts: nobody has verified an attestation")}`] : []),
    ...(way.state === "unproven"
      ? [`      ${style.warn("do:")} \`${gatehouse} run --profile deep --list keep=${way.keep} launcher=host\` gets ${way.runtimes.join(", ")} and asks it`]
      : []),
    ...way.evidence.flatMap((item) => evidenceLine(item, style)),
  ];
};

/** The findings as lines. */
export const keepLines = (found: KeepFindings, style: Style): string[] => [
  `${found.machine.os}, ${found.machine.kernel}, ${found.machine.architecture}, ${printable(found.machine.cpu)}`,
  ...found.keeps.flatMap(({ id, name, about, confidential, ways }) => [
    `${style.bold(id)}  ${printable(name)}${confidential ? " (claims to be confidential)" : ""}: ${printable(about)}`,
    ...(ways.length === 0 ? [`  ${style.bad("missing   ")}  no runtime goes there from this machine`] : ways.flatMap((way) => wayLines(way, style))),
  ]),
];

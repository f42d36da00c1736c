import { printable, shorten } from "../model/text.js";
const itemLines = (title, items, style) => [
    style.bold(title),
    ...items.flatMap((item) => [
        `  ${item.ok ? style.good("ok     ") : style.bad("missing")}  ${item.id}${item.version && !item.id.includes("@") ? ` ${item.version}` : ""}${item.ok && item.evidence[0]?.info ? style.dim(`  ${item.evidence[0].info}`) : ""}`,
        ...item.evidence
            .filter((each) => !each.pass)
            .map((each) => `           ${printable(each.name)}${each.info ? `: ${printable(shorten(each.info, 300))}` : ""}\n           ${style.warn("do:")} ${printable(each.hint)}`),
    ]),
];
/** The findings as lines. */
export const doctorLines = (found, style) => [
    `${found.machine.os}, ${found.machine.kernel}, ${found.machine.architecture}, ${found.machine.cores} cores, ${found.machine.memoryMib} MiB, Node ${found.machine.node}`,
    `launcher program: ${found.supervised ? style.good("works") : style.warn("not here: CPU time and memory stay unknown; a C compiler mends that on Linux")}`,
    ...itemLines("clients", found.clients, style),
    ...itemLines("toolchains", found.toolchains, style),
    ...itemLines("lanes", found.lanes, style),
];

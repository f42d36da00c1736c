import type { CapabilitySquare } from "../model/capabilities.ts";
import { printable, several } from "../model/text.ts";
import { toLink } from "./details.ts";
import { h, mark, type VNode } from "./html.ts";
import { cellHref } from "./links.ts";

/** A capability's square in words: its mark, its text, and what there is to say of it. */
interface CapabilityWords {
  readonly code: string;
  readonly text: string;
  readonly note: string;
  /** A cell that shows it. */
  readonly cell?: string;
  readonly link?: string | undefined;
}

/** What a square says. */
const capabilityWords = (square: CapabilitySquare | undefined): CapabilityWords => {
  switch (square?.is) {
    case "works":
      return { code: "p", text: "works", note: `${several(square.passed, "cell")} pass` };
    case "fails": {
      const { passed, failed, on, known, cells } = square;
      const text = `${passed === 0 ? "fails" : `${passed}/${passed + failed}`}, ${on.join(", ")}`;
      const note = known ? printable(known.why) : `${several(failed, "cell")} fail without a written reason`;
      return { code: known ? "k" : "f", text, note, link: known?.link, ...(cells[0] === undefined ? {} : { cell: cells[0] }) };
    }
    case "cannot":
      return { code: "u", text: "cannot", note: printable(square.why), link: square.link };
    case "unknown":
      return { code: "?", text: "not known", note: "nothing that counts" };
    case "not-ported":
    case undefined:
      return { code: ".", text: "not run", note: "no program of this language needs it here" };
  }
};

/** The square as a page has it: a failure leads to a cell that shows it. */
export const capabilitySquare = (square: CapabilitySquare | undefined, label: string, base: string): VNode => {
  const { code, text, note, cell } = capabilityWords(square);
  if (code === ".") return h("span", { class: "dim" }, "· not run");
  if (code === "?") return h("span", { class: "dim", title: note }, "? not known");
  const shown = [mark(code), " ", text];
  return cell === undefined
    ? h("span", { class: "square", title: note }, ...shown)
    : h("a", { class: "square", href: base + cellHref(cell), title: note, "aria-label": `${label}: ${text}` }, ...shown);
};

/** Reasons of squares, each once, with all that it holds for. */
export const capabilityNotes = (squares: readonly { readonly square: CapabilitySquare; readonly name: string }[]): VNode => {
  const told = squares.flatMap(({ square, name }) => {
    const words = capabilityWords(square);
    return words.code === "k" || words.code === "u" ? [{ ...words, name }] : [];
  });
  return h(
    "ul",
    null,
    [...Map.groupBy(told, ({ note }) => note)].map(([note, own]) => {
      const link = toLink(own[0]?.link);
      return h(
        "li",
        null,
        h("strong", null, [...new Set(own.map(({ name }) => name))].join(", ")),
        `: ${note} `,
        link ? h("a", { href: link.href, rel: "noreferrer" }, link.text) : null,
      );
    }),
  );
};

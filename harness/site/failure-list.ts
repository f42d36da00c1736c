import { several } from "../model/text.ts";
import type { FailureView } from "./failures.ts";
import { h, mark, type VNode } from "./html.ts";
import { cellHref } from "./links.ts";

const item = ({ cause, blame, detail, known, cells, example }: FailureView, base: string): VNode =>
  h(
    "li",
    null,
    h(
      "p",
      null,
      mark(known === "" ? (cause === "unsupported" ? "u" : "f") : "k"),
      " ",
      h("a", { href: base + cellHref(example) }, h("strong", null, known === "" ? cause : `known ${cause}`)),
      ` · ${several(cells, "cell")} · blame: ${blame}`,
    ),
    h("p", { class: "said" }, known === "" ? detail : known),
  );

/** Failures as a list, each with a link to a cell that shows it. `base` leads to the site's root. */
export const failureList = (label: string, failures: readonly FailureView[], base = ""): VNode =>
  failures.length === 0
    ? h("p", null, "None.")
    : h(
        "ul",
        { class: "failures", "aria-label": label },
        failures.map((own) => item(own, base)),
      );

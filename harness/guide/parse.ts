/** A heading of a guide: how many marks it has, its text, and its line. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly line: number;
}

/** What a reader does at one place of a guide. */
export type Step =
  /** Writes a file of this name. */
  | { readonly kind: "file"; readonly line: number; readonly name: string; readonly text: string }
  /** Types commands. `expected` is what they print on standard output; `notRun` is why no test types them. */
  | { readonly kind: "run"; readonly line: number; readonly text: string; readonly expected: string; readonly notRun: string | undefined };

/** A fault in the form of a guide. */
export interface Fault {
  readonly line: number;
  readonly message: string;
}

/** A guide: its headings, its steps in order, and what of its form is wrong. */
export interface Guide {
  readonly headings: readonly Heading[];
  readonly steps: readonly Step[];
  readonly faults: readonly Fault[];
}

interface Fence {
  readonly line: number;
  readonly language: string;
  readonly info: string;
  readonly text: string;
}

const opening = /^(`{3,})([a-z0-9+-]*)(?: (.*))?$/;

const attribute = (info: string, name: string): string | undefined => {
  const [, quoted, bare] = new RegExp(`(?:^| )${name}=(?:"([^"]*)"|([^" ]+))`).exec(info) ?? [];
  return quoted ?? bare;
};

const unknownWords = (info: string): string => info.replace(/(?:^| )(?:file|not-run)=(?:"[^"]*"|[^" ]+)/g, "").trim();

// A name leads nowhere but into the folder that the reader works in.
const isInside = (name: string): boolean => name.split("/").every((part) => /^\.?[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(part));

const split = (text: string): { readonly headings: Heading[]; readonly fences: Fence[]; readonly faults: Fault[] } => {
  const headings: Heading[] = [];
  const fences: Fence[] = [];
  let open: { readonly mark: string; readonly fence: Omit<Fence, "text">; readonly lines: string[] } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (open) {
      if (line === open.mark) {
        fences.push({ ...open.fence, text: open.lines.map((own) => `${own}\n`).join("") });
        open = undefined;
      } else open.lines.push(line);
      continue;
    }
    const [, mark, language = "", info = ""] = opening.exec(line) ?? [];
    if (mark !== undefined) open = { mark, fence: { line: index + 1, language, info }, lines: [] };
    const [, marks, title] = /^(#+) (.*)$/.exec(line) ?? [];
    if (marks !== undefined && title !== undefined) headings.push({ level: marks.length, text: title.trim(), line: index + 1 });
  }
  return { headings, fences, faults: open ? [{ line: open.fence.line, message: "the fence that opens here does not close" }] : [] };
};

/**
 * Reads a guide's Markdown. A fence of `sh` holds commands, and one of `text` after it what they print; without one they print nothing. A fence with
 * `file=NAME` is a file that the reader writes. Other fences only show something.
 */
export const parseGuide = (text: string): Guide => {
  const { headings, fences, faults } = split(text);
  const steps: Step[] = [];
  for (const [index, { line, language, info, text: own }] of fences.entries()) {
    const [name, notRun, unknown] = [attribute(info, "file"), attribute(info, "not-run"), unknownWords(info)];
    const fault = (message: string): void => void faults.push({ line, message });
    if (unknown !== "") fault(`a fence takes file=NAME and not-run="WHY", not ${JSON.stringify(unknown)}`);
    if (notRun !== undefined && (language !== "sh" || notRun.trim() === "")) fault('not-run="WHY" is for a fence of sh, and says why');
    if (name !== undefined && !isInside(name)) fault(`${JSON.stringify(name)} is no plain name of a file below the folder`);
    else if (name !== undefined) steps.push({ kind: "file", line, name, text: own });
    else if (language === "sh") {
      const after = fences[index + 1];
      const expected = after?.language === "text" && after.info === "" ? after.text : "";
      steps.push({ kind: "run", line, text: own, expected, notRun });
    } else if (language === "text" && fences[index - 1]?.language !== "sh") fault("a fence of text stands after the fence of sh that prints it");
  }
  return { headings, steps, faults };
};

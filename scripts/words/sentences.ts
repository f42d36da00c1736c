/** A sentence of a page. `words` counts inline code and a link as the words that a reader sees. */
export interface Sentence {
  readonly text: string;
  readonly words: number;
  /** From 1: the line on which its paragraph begins. */
  readonly line: number;
  readonly in: "text" | "table";
}

/** Openings that hide the subject. A question may begin with "What". */
export const banned = (sentence: string): boolean =>
  /^(All that|Whatever|Whoever|Whichever)\b/.test(sentence) || (/^What\b[^?]*\b(is|are|has|have|was|were)\b/.test(sentence) && !sentence.endsWith("?"));

/** The sentences of a Markdown page: paragraphs, list items and cells of tables; no headings, no code blocks, no comments. */
export const sentencesOf = (markdown: string): readonly Sentence[] => {
  const sentences: Sentence[] = [];
  let paragraph: { line: number; text: string } | undefined;
  const end = (): void => {
    if (paragraph !== undefined) sentences.push(...split(paragraph.text, paragraph.line, "text"));
    paragraph = undefined;
  };
  let fence = false;
  for (const [index, raw] of markdown.split("\n").entries()) {
    const text = raw.trim();
    if (text.startsWith("```")) {
      fence = !fence;
      end();
    } else if (fence) {
    } else if (text === "" || /^(#|<!--|!\[)/.test(text)) end();
    else if (text.startsWith("|")) {
      end();
      if (!/^[|:\s-]+$/.test(text)) for (const cell of cells(text)) sentences.push(...split(cell, index + 1, "table"));
    } else {
      if (/^([-*]|\d+\.) /.test(text)) end();
      const words = text.replace(/^([-*]|\d+\.) /, "");
      paragraph = paragraph === undefined ? { line: index + 1, text: words } : { ...paragraph, text: `${paragraph.text} ${words}` };
    }
  }
  end();
  return sentences;
};

/** The average of running text, and the longest sentence anywhere. */
export const measure = (sentences: readonly Sentence[]): { readonly average: number; readonly longest: number } => {
  const text = sentences.filter((one) => one.in === "text");
  const words = text.reduce((sum, one) => sum + one.words, 0);
  return { average: text.length === 0 ? 0 : words / text.length, longest: Math.max(0, ...sentences.map((one) => one.words)) };
};

const cells = (row: string): readonly string[] =>
  row
    .replaceAll("\\|", "¦")
    .replace(/^\||\|$/g, "")
    .split("|");

/** A full stop ends a sentence where white space and no lower-case letter follow. A colon or semicolon ends none. */
const split = (text: string, line: number, where: Sentence["in"]): readonly Sentence[] =>
  text
    .replace(/`[^`]*`/g, (code) => code.replaceAll(/[.!?](?=\s)/g, "․"))
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .split(/(?<=[.!?]["”’)*]*)\s+(?=[^a-z\s])/)
    .map((one) => one.trim())
    .filter((one) => /\w/.test(one))
    .map((one) => ({ text: one.replaceAll("**", ""), words: one.split(/\s+/).filter((word) => /\w/.test(word)).length, line, in: where }));

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lexer, type Tokens } from "marked";
import type { Said } from "./cli.ts";

/** The examples on every help page by their command, as typed after `./gatehouse`; what stands after two spaces is said about one. */
export const examplesOf = async (ask: (...words: string[]) => Promise<Said>): Promise<ReadonlyMap<string, readonly string[]>> => {
  const help = (await ask("--help")).stdout;
  const commands = [...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name as string).filter((name) => name !== "help");
  const pages = commands.map(async (name) => {
    const [, text = ""] = (await ask(name, "--help")).stdout.split("\nExamples:\n");
    return [name, text.split("\n").flatMap((line) => /^ {2}\.\/gatehouse (.*?)(?: {2,}.*)?$/.exec(line)?.[1] ?? [])] as const;
  });
  return new Map(await Promise.all(pages));
};

/** An example's words, as a shell gives them. */
export const exampleWords = (example: string): string[] => (example.match(/'[^']*'|[^ ]+/g) ?? []).map((word) => word.replace(/^'|'$/g, ""));

/** The commands in the pages of the documentation, by page: each line of a fence that holds neither output nor a file, without its comment. */
export const documentCommands = (home: string): ReadonlyMap<string, readonly string[]> => {
  const docs = readdirSync(join(home, "docs")).filter((name) => name.endsWith(".md"));
  const pages = ["README.md", "CONTRIBUTING.md", ...docs.map((name) => `docs/${name}`)].map((page) => {
    const lines = lexer(readFileSync(join(home, page), "utf8")).flatMap((token) => {
      if (token.type !== "code") return [];
      const { text, lang = "" } = token as Tokens.Code;
      if (lang !== "" && lang !== "sh") return [];
      const own = text.replace(/\\\n\s*/g, "").split("\n");
      // A fence that shows what a command prints begins with the command, after a dollar.
      return own[0]?.startsWith("$ ") ? [own[0].slice(2)] : own;
    });
    return [page, lines.map((line) => line.replace(/\s{2,}#.*$/, "").trim()).filter((line) => line !== "")] as const;
  });
  return new Map(pages);
};

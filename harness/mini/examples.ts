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

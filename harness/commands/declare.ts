import { type Argument, Command, InvalidArgumentError, Option } from "commander";
import { asTyped } from "../model/command.ts";

/** One option of a command: its flags and text, and by `T` what its value is. */
export interface Declared<T> {
  readonly option: Option;
  /** What stands where nobody gives the option. */
  readonly otherwise: T;
}

/** The values of declared options, by name; a command's options are written once, and typed by that. */
type Values<O extends Readonly<Record<string, Declared<unknown>>>> = { readonly [K in keyof O]: O[K] extends Declared<infer T> ? T : never };

/** A subcommand before it is added to the program: where the project is, and who wants the exit code, is known only then. */
export type Declaration = (root: () => string, done: (code: number) => void) => Command;

/** An option that is given or not. */
export const flag = (flags: string, about: string): Declared<boolean> => ({ option: new Option(flags, about), otherwise: flags.includes("--no-") });

/** An option with a text. */
export const text = (flags: string, about: string): Declared<string | undefined> => ({ option: new Option(flags, about), otherwise: undefined });

/** An option with a text that may be given again. */
export const texts = (flags: string, about: string): Declared<readonly string[]> => ({
  option: new Option(flags, about).argParser((own: string, all: readonly string[] | undefined) => [...(all ?? []), own]),
  otherwise: [],
});

const wholeNumber =
  (digits: number) =>
  (own: string): number => {
    if (!/^[1-9][0-9]*$/.test(own) || own.length > digits) throw new InvalidArgumentError(`It must be a whole number from 1 to ${"9".repeat(digits)}.`);
    return Number(own);
  };

/** An option with a whole number from 1 to 9999, or of so many digits. */
export const whole = (flags: string, about: string, digits = 4): Declared<number | undefined> => ({
  option: new Option(flags, about).argParser(wholeNumber(digits)),
  otherwise: undefined,
});

/** The same, with a number that stands where none is given. */
export const wholeOr = (flags: string, about: string, otherwise: number, digits = 4): Declared<number> => ({
  option: new Option(flags, about).argParser(wholeNumber(digits)).default(otherwise),
  otherwise,
});

/** An option with one of some words. */
export const oneOf = <const T extends string>(flags: string, about: string, choices: readonly T[], otherwise: NoInfer<T>): Declared<T> => ({
  option: new Option(flags, about).choices(choices).default(otherwise),
  otherwise,
});

const json = flag("--json", "print the result as JSON");

/** A subcommand: what it is called, takes and shows, and what it does. `act` imports what it calls, so that no other command loads it. */
export interface Told<O extends Readonly<Record<string, Declared<unknown>>>> {
  readonly name: string;
  /** As commander writes arguments, e.g. `<cell>` or `[filter...]`; one with choices is made. */
  readonly words?: string | Argument;
  readonly about: string;
  readonly examples: readonly string[];
  /** Lines of the help behind the examples. */
  readonly more?: readonly string[];
  /** Its last words are another program's: options behind the first word are passed on. */
  readonly passes?: boolean;
  /** By the name of the value: `dryRun` for `--dry-run`. */
  readonly options?: O;
  /** Returns the exit code. `program` has the commands that were loaded. */
  readonly act: (root: string, words: readonly string[], options: Values<O> & { readonly json: boolean }, program: Command) => Promise<number>;
}

/** The words of a command that takes filters. */
export const filterWords = "[filter...]";

/** The words of a command that reads a run, and takes filters. */
export const runWords = "[run] [filter...]";

/** The run among such words, if the first one is its name or the path of a journal, and the filters. */
export const splitRun = ([first, ...rest]: readonly string[]): { readonly run: string | undefined; readonly terms: readonly string[] } =>
  first === undefined || /^[0-9]|[.]ndjson$/.test(first) ? { run: first, terms: rest } : { run: undefined, terms: [first, ...rest] };

const nameTerms = async (root: string, terms: readonly string[]): Promise<readonly string[]> => {
  // An id has none of these characters: for other terms no folder is read.
  if (terms.every((term) => /[=,/*]/.test(term))) return terms;
  const { idsOf, readShelves } = await import("../catalog/shelves.ts");
  const { nameWords } = await import("../plan/name-words.ts");
  return nameWords(terms, idsOf(await readShelves(root)));
};

/** Commands that pass on the options behind their first word: the program itself then takes its own before the command. */
export const passing = new WeakSet<Command>();

/** Declares a subcommand. Every one takes `--json`. */
export const declare = <const O extends Readonly<Record<string, Declared<unknown>>>>(told: Told<O>): Declaration => {
  const declared: Readonly<Record<string, Declared<unknown>>> = { json, ...told.options };
  return (root, done) => {
    const command = new Command(told.name).description(told.about);
    if (typeof told.words === "string") command.arguments(told.words);
    else if (told.words) command.addArgument(told.words);
    for (const { option } of Object.values(declared)) command.addOption(option);
    if (told.passes) passing.add(command.passThroughOptions());
    command.addHelpText("after", `\nExamples:\n${told.examples.map((line) => `  ${asTyped(line)}`).join("\n")}`);
    if (told.more) command.addHelpText("after", `\n${told.more.join("\n")}`);
    return command.action(async () => {
      const given = command.opts();
      const values = Object.fromEntries(Object.entries(declared).map(([name, { otherwise }]) => [name, given[name] ?? otherwise]));
      const own = told.words === filterWords || told.words === runWords ? await nameTerms(root(), command.args) : command.args;
      done(await told.act(root(), own, values as Values<O> & { json: boolean }, command.parent ?? command));
    });
  };
};

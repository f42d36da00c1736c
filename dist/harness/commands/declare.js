import { Command, InvalidArgumentError, Option } from "commander";
/** An option that is given or not. */
export const flag = (flags, about) => ({ option: new Option(flags, about), otherwise: flags.includes("--no-") });
/** An option with a text. */
export const text = (flags, about) => ({ option: new Option(flags, about), otherwise: undefined });
/** An option with a text that may be given again. */
export const texts = (flags, about) => ({
    option: new Option(flags, about).argParser((own, all) => [...(all ?? []), own]),
    otherwise: [],
});
const wholeNumber = (own) => {
    if (!/^[1-9][0-9]{0,3}$/.test(own))
        throw new InvalidArgumentError("It must be a whole number from 1 to 9999.");
    return Number(own);
};
/** An option with a whole number from 1 to 9999. */
export const whole = (flags, about) => ({
    option: new Option(flags, about).argParser(wholeNumber),
    otherwise: undefined,
});
/** The same, with a number that stands where none is given. */
export const wholeOr = (flags, about, otherwise) => ({
    option: new Option(flags, about).argParser(wholeNumber).default(otherwise),
    otherwise,
});
/** An option with one of some words. */
export const oneOf = (flags, about, choices, otherwise) => ({
    option: new Option(flags, about).choices(choices).default(otherwise),
    otherwise,
});
const json = flag("--json", "print the result as JSON");
/** The words of a command that takes filters. */
export const filterWords = "[filter...]";
/** The words of a command that reads a run, and takes filters. */
export const runWords = "[run] [filter...]";
/** The run among such words, if the first one is its name or the path of a journal, and the filters. */
export const splitRun = ([first, ...rest]) => first === undefined || /^[0-9]|[.]ndjson$/.test(first) ? { run: first, terms: rest } : { run: undefined, terms: [first, ...rest] };
const nameTerms = async (root, terms) => {
    if (terms.length === 0)
        return terms;
    const { idsOf, readShelves } = await import("../catalog/shelves.js");
    const { nameWords } = await import("../plan/name-words.js");
    return nameWords(terms, idsOf(await readShelves(root)));
};
/** Declares a subcommand. Every one takes `--json`. */
export const declare = (told) => {
    const declared = { json, ...told.options };
    return (root, done) => {
        const command = new Command(told.name).description(told.about);
        if (typeof told.words === "string")
            command.arguments(told.words);
        else if (told.words)
            command.addArgument(told.words);
        for (const { option } of Object.values(declared))
            command.addOption(option);
        command.addHelpText("after", `\nExamples:\n${told.examples.map((line) => `  ${line}`).join("\n")}`);
        return command.action(async () => {
            const given = command.opts();
            const values = Object.fromEntries(Object.entries(declared).map(([name, { otherwise }]) => [name, given[name] ?? otherwise]));
            const own = told.words === filterWords || told.words === runWords ? await nameTerms(root(), command.args) : command.args;
            done(await told.act(root(), own, values));
        });
    };
};

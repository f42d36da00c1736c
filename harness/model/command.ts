/** The words by which messages and hints call the command line: as it is typed in a checkout, or where a package of it is installed. */
export const gatehouseWords: readonly string[] = import.meta.filename.endsWith(".js") ? ["npx", "gatehouse"] : ["./gatehouse"];

/** The same, as one text. */
export const gatehouse = gatehouseWords.join(" ");

/** A text for a user, in which each command of Gatehouse stands as it is typed here: `gatehouse run` becomes `./gatehouse run`. */
export const asTyped = (text: string): string => text.replace(/(?<=^|(?<!npx )(?<=[\s`(:]))gatehouse(?= [a-z])/gm, gatehouse);

/** The words by which messages and hints call the command line: as it is typed in a checkout, or where a package of it is installed. */
export const gatehouseWords = import.meta.filename.endsWith(".js") ? ["npx", "gatehouse"] : ["./gatehouse"];
/** The same, as one text. */
export const gatehouse = gatehouseWords.join(" ");

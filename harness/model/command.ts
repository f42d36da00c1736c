/** How messages and hints call the command line: as it is typed in a checkout, or where a package of it is installed. */
export const gatehouse = import.meta.filename.endsWith(".js") ? "npx gatehouse" : "./gatehouse";

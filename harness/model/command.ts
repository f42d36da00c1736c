/** How messages and hints call the command line: as it is typed in the project's own folder. */
export const gatehouse = "./gatehouse";

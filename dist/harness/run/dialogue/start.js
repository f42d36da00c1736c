/** Runs a case with steps. What that takes, sockets and peers, is loaded with the first one: most cells have none. */
export const runDialogue = async (...dialogue) => (await import("./dialogue.js")).runDialogue(...dialogue);

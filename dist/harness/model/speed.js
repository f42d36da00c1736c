/** Phases of a case: the engine compiles; a no-op of the same language starts and ends; the whole process; total less start. */
export const phases = ["compile", "start", "run", "total"];

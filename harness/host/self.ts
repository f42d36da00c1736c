import { spawn } from "node:child_process";

/** Runs this command line with other words, on the same streams; returns its exit code. */
export const runSelf = (words: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [process.argv[1] as string, ...words], { stdio: "inherit" });
    child.on("error", reject).on("close", (code) => resolve(code ?? 130));
  });

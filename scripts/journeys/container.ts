import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Step } from "./walk.ts";

interface Instruction {
  readonly name: string;
  readonly words: string;
}

const readInstructions = (text: string): Instruction[] =>
  text
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({ name: line.split(" ")[0] ?? "", words: line.slice(line.indexOf(" ") + 1) }));

/**
 * What a container file does, as far as a machine without its images can do it in a checkout: packages of Debian are simulated, folders
 * are looked for, and the package is installed below `prefix`. What it provisions is only asked for a version: it takes a quarter of an hour.
 */
export const buildContainer = (checkout: string, prefix: string): readonly Step[] =>
  readInstructions(readFileSync(join(checkout, "Containerfile"), "utf8")).flatMap(({ name, words }): Step[] => {
    if (name === "COPY" && !words.startsWith("--from=")) {
      const [from = ""] = words.split(" ");
      return existsSync(join(checkout, from)) ? [] : [{ command: ["ls", join(checkout, from)] }];
    }
    if (name !== "RUN") return [];
    const installs = /apt-get install -y (.*)$/.exec(words)?.[1];
    if (installs !== undefined) return [{ command: ["apt-get", "install", "--simulate", ...installs.split(" ")], says: [/newly installed/] }];
    if (words.startsWith("gatehouse ")) return [{ command: [join(prefix, "bin/gatehouse"), "--version"], says: [/^\d/] }];
    const here = words.replaceAll("/gatehouse/", `${checkout}/`).replaceAll(" --global", ` --global --prefix '${prefix}'`);
    return [{ command: ["sh", "-c", here] }];
  });

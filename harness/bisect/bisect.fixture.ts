import { readFileSync, writeFileSync } from "node:fs";
import type { Trait } from "../mini/traits.ts";
import { makeTree, type Tree } from "../mini/tree.ts";

/** What a release of a made-up engine is: a trait of the fake, or a package that holds another version. */
export type Made = Trait | "mislabelled";

/** The version of a made-up release, by its place in the history. */
const versionAt = (index: number): string => `1.${index}.0`;

/** A small project whose one engine has a release for each of these, oldest first; the runtime is `fake-honest`. */
export const makeHistory = (made: readonly Made[], store: string): Tree => {
  const tree = makeTree(["honest"], store);
  const file = tree.at("harness/runtimes/fake-honest/runtime.toml");
  const versions = made.map((own, index) => [versionAt(index), own === "mislabelled" ? "9.9.9" : versionAt(index)] as const);
  const version = versions.map(([range, told]) => `{ range = "${range}", argv = ["{manifest}/node", "-p", "'${told}'"] }`);
  const words = (trait: Made): string => `"{manifest}/engine.mjs", "--trait=${trait}", "{directories}", "{wasm}", "{args}"`;
  const run = made.map((own, index) => `{ range = "${versionAt(index)}", argv = ["{manifest}/node", "--disable-warning=ExperimentalWarning", ${words(own)}] }`);
  const text = readFileSync(file, "utf8")
    .replace(
      /^version = .*$/m,
      `compare = "https://sources.example/{before}...{after}"\nversion = [${version.join(", ")}, { argv = ["{manifest}/node", "-v"] }]`,
    )
    .replace(/^mode\.run = .*$/m, `mode.run = [${run.join(", ")}]`);
  writeFileSync(file, text);
  const releases = made.map((_, index) => `[[release]]\nversion = "${versionAt(index)}"\ncurrent = ${index === made.length - 1}\n`);
  writeFileSync(tree.at("harness/runtimes/fake-honest/releases.toml"), releases.join("\n"));
  return tree;
};

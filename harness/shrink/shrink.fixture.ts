import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trait } from "../mini/traits.ts";
import { makeTree, type Tree } from "../mini/tree.ts";

const project = join(import.meta.dirname, "../..");

const unused = Array.from({ length: 6 }, (_, index) => `  (func $u${index} (param i32) (result i32) (i32.mul (local.get 0) (i32.const ${index * 1000})))`).join(
  "\n",
);

/** A small project in which `hello/line` has a program, arguments, input and files of which it takes little. */
export const makeLarge = (traits: readonly Trait[], store: string): Tree => {
  const tree = makeTree(traits, store);
  cpSync(join(project, "languages/prebuilt"), tree.at("languages/prebuilt"), { recursive: true });
  const program = tree.at("workloads/hello/wat.wasip1/main.wat");
  const more = `  (data (i32.const 1000) "${"never read ".repeat(30)}")\n${unused})`;
  writeFileSync(program, readFileSync(program, "utf8").trimEnd().replace(/\)$/, `\n${more}\n`));
  const manifest = tree.at("workloads/hello/workload.toml");
  const given = 'args = ["hello", "one", "two"]\nstdin = { random = 1000 }\ndirectories = [{ guest = "/data", fixture = "fixtures/data" }]';
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace('args = ["hello"]', given));
  mkdirSync(tree.at("workloads/hello/fixtures/data/deep"), { recursive: true });
  for (const name of ["one.txt", "deep/two.txt"]) writeFileSync(tree.at("workloads/hello/fixtures/data", name), name);
  return tree;
};

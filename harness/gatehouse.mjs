#!/usr/bin/env node
/** Starts the command line on a Node that runs it: this one, or the one that npm installed with Gatehouse. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const least = 24;
const here = dirname(fileURLToPath(import.meta.url));

// Sources import one another by whole names. Node would look for each file, its folder's package and its real path: a third of what loading them takes.
const nameSources = (end) => {
  const own = pathToFileURL(`${dirname(here)}/`).href;
  const format = end === "ts" ? "module-typescript" : "module";
  module.registerHooks?.({
    resolve: (specifier, context, next) =>
      specifier.startsWith(".") &&
      specifier.endsWith(`.${end}`) &&
      context.parentURL?.startsWith(own) &&
      !context.parentURL.includes("/node_modules/", own.length - 1)
        ? { url: new URL(specifier, context.parentURL).href, format, shortCircuit: true }
        : next(specifier, context),
  });
};

const start = async () => {
  // A package has no types, and leaves nothing outside of its store.
  const packed = !existsSync(join(here, "commands/main.ts"));
  const [harness, end] = packed ? ["../dist/harness", "js"] : [".", "ts"];
  nameSources(end);
  const { storeFolder } = packed ? await import(`${harness}/host/environment.${end}`) : {};
  module.enableCompileCache?.(storeFolder && join(storeFolder("."), "cache/node"));
  const { main } = await import(`${harness}/commands/main.${end}`);
  const { exitInTime } = await import(`${harness}/host/waits.${end}`);
  exitInTime(await main(process.argv.slice(2)));
};

// npm puts it beside this package, or above where several packages share it.
const ownNode = (folder) => {
  const node = join(folder, "node_modules/.bin/node");
  if (existsSync(node)) return node;
  return dirname(folder) === folder ? undefined : ownNode(dirname(folder));
};

if (Number(process.versions.node.split(".")[0]) >= least) await start();
else {
  const own = ownNode(here);
  if (own === undefined) {
    process.stderr.write(`error: Gatehouse needs Node ${least} or newer, this is ${process.versions.node}\n  npm ci installs one for this folder\n`);
    process.exit(2);
  }
  const { status, signal } = spawnSync(own, process.argv.slice(1), { stdio: "inherit" });
  process.exitCode = status ?? (signal === "SIGINT" ? 130 : 3);
}

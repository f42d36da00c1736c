/**
 * A Node process that is started before it is known what it is to run: it loads modules, waits for a line, and becomes
 * what its message says.
 *
 *   node [FLAG...] standby.mjs PIPE MESSAGE [MODULE...]
 *
 * The line comes out of PIPE, a named pipe, once MESSAGE is there: a file of JSON, with `argv` (a script and its words), `env` and
 * `cwd`. Nothing of this process but the modules is there when the script begins.
 */
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pipe, message, ...modules] = process.argv.slice(2);
const toUrl = (name) => (name.startsWith("node:") ? name : pathToFileURL(name).href);
// What cannot be loaded the script itself will say.
for (const name of modules) await import(toUrl(name)).catch(() => {});

awaitLine();
const { argv, env, cwd } = JSON.parse(readFileSync(message, "utf8"));
const [script, ...words] = argv;
process.chdir(cwd);
for (const name of Object.keys(process.env)) delete process.env[name];
Object.assign(process.env, env);
process.argv = [process.argv[0], script, ...words];
await import(toUrl(script));

/** Open both ways: to open it for reading would wait for a writer that may have come and gone. */
function awaitLine() {
  const file = openSync(pipe, "r+");
  readSync(file, Buffer.alloc(1));
  closeSync(file);
}

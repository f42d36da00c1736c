/**
 * A Node process that is started before it is known what it is to run: it loads modules, waits for one message, and becomes
 * what that says.
 *
 *   node [FLAG...] standby.mjs PIPE [MODULE...]
 *
 * PIPE is a named pipe with one line of JSON: `argv` (a script and its words), `env` and `cwd`. Nothing of this process but the modules
 * is there when the script begins.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pipe, ...modules] = process.argv.slice(2);
const toUrl = (name) => (name.startsWith("node:") ? name : pathToFileURL(name).href);
// What cannot be loaded the script itself will say.
for (const name of modules) await import(toUrl(name)).catch(() => {});

const { argv, env, cwd } = JSON.parse(readLine());
const [script, ...words] = argv;
process.chdir(cwd);
for (const name of Object.keys(process.env)) delete process.env[name];
Object.assign(process.env, env);
process.argv = [process.argv[0], script, ...words];
await import(toUrl(script));

/** Open both ways: to open it for reading would wait for a writer that may have come and gone. */
function readLine() {
  const file = openSync(pipe, "r+");
  const chunks = [];
  do {
    const chunk = Buffer.alloc(1 << 16);
    chunks.push(chunk.subarray(0, readSync(file, chunk)));
  } while (chunks.at(-1).at(-1) !== 0x0a);
  closeSync(file);
  return Buffer.concat(chunks).toString();
}

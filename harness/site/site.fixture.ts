import { digest } from "../host/digest.ts";
import type { Told } from "../judge/run.fixture.ts";
import { caseLine, observed, well } from "../judge/seen.fixture.ts";
import { kept, plantProject, plantRun } from "../review/project.fixture.ts";
import { publish } from "../review/publish.ts";
import { readSite } from "./read.ts";
import type { SiteData, Worth } from "./types.ts";

/** What a guest writes that would be a page's, a terminal's or a reader's master: markup, a script, escape sequences, text from right to left. */
export const hostile =
  "</pre><script>window.taken=1</script><img src=x onerror='window.taken=1'>\u001b[31mred\u001b]0;title\u0007 \u202eevil\u202c &amp; \"quoted\"";

export const lanes = { old: "wasmtime@46.0.1/nil:host-x86_64", now: "wasmtime@49.0.3/nil:host-x86_64" } as const;

/** The cell of the made run that fails, and says hostile things. */
export const failing = `args/plain,zig/zig.wasip1,${lanes.now}`;

/** Nothing is published of the suite and of times. */
export const none: Worth = { coverage: undefined, faults: undefined, sets: [], samples: [] };

/** A failure of a guest that says hostile things. */
export const bad: Told = {
  verdict: { is: "fail", cause: "stdout", detail: hostile },
  observation: observed("", {
    argv: ["/opt/w", "--name", hostile],
    stdout: { ...kept(hostile), differsAt: 0, line: hostile, wanted: "right" },
    files: [{ path: `/data/${hostile}`, found: "unexpected" }],
  }),
};

/** A project with one published release, and a newer run in which one cell fails; its cells by a short name. */
const plantSite = async (): Promise<string> => {
  const root = plantProject();
  const passing = Object.fromEntries(["none", "plain", "empty"].map((name): [string, Told] => [`args/${name},zig/zig.wasip1`, {}]));
  plantRun(root, passing, { run: "20260101T120000000Z-aaaa", lane: lanes.old });
  await publish(root, undefined, false);
  const cases = { "args/plain": caseLine("args/plain", { held: { main: { ...well, stdout: { match: "exact", digest: digest("right\n") } } } }) };
  const cells = { ...passing, "args/plain,zig/zig.wasip1": bad, "args/spaces,zig/zig.wasip1": { state: "inexpressible", why: `args: ${hostile}` } as Told };
  plantRun(root, cells, { run: "20260102T120000000Z-aaaa", lane: lanes.now, cases }, [hostile]);
  return root;
};

/** The data of that project, in which the artifact's imports are hostile as well. */
export const plantData = async (): Promise<SiteData> => {
  const data = await readSite(await plantSite(), undefined, []);
  const artifacts = [...data.artifacts].map(([name, artifact]) => [name, { ...artifact, imports: [hostile] as string[] }] as const);
  return { ...data, artifacts: new Map(artifacts) };
};

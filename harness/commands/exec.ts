import type { Session } from "../engine/session.ts";
import { say } from "../host/say.ts";
import { exitCodes } from "../model/errors.ts";
import { declare, texts } from "./declare.ts";
import { print } from "./output.ts";

export const command = declare({
  name: "exec",
  words: "<file> [args...]",
  passes: true,
  about: "run a .wasm file as a program of its own: its streams and exit code are yours; in several lanes, and compare what it writes",
  examples: [
    "gatehouse exec hello.wasm one two",
    "gatehouse exec --lane wazero --dir .::/data --env LANG=C convert.wasm /data/in.txt",
    "gatehouse exec --lane wasmtime --lane wazero --lane node-wasi hello.wasm     the first one's output, or what differs",
  ],
  more: [
    "Tools take it as the program that runs others:",
    "  GOOS=wasip1 GOARCH=wasm go test -exec 'gatehouse exec --dir .::/' ./...",
    "  CARGO_TARGET_WASM32_WASIP1_RUNNER='gatehouse exec' cargo test --target wasm32-wasip1",
  ],
  options: {
    lane: texts("--lane <lane>", "run it there: a runtime, a release or a lane; give it again to compare (default: one of the profile quick)"),
    dir: texts("--dir <host::guest>", "give it a folder to read and change, under the name GUEST; may be given again"),
    env: texts("--env <name=value>", "set a variable for it, or pass one that is set here (--env NAME); may be given again"),
  },
  act: async (root, [file = "", ...args], { lane, dir, env, json }) => {
    const { withSession } = await import("../engine/with-session.ts");
    const { readWanted } = await import("../exec/wanted.ts");
    const { differences, execute, executeInAll, interrupted } = await import("../exec/exec.ts");
    const work = async (session: Session): Promise<number> => {
      const wanted = readWanted(session.catalog, file, args, dir, env);
      if (lane.length < 2 && !json) {
        const { code, why, lane: text } = await execute(session, lane[0], wanted, process);
        if (why !== undefined) say(`${text}: ${why}`);
        return code;
      }
      const told = await executeInAll(session, lane.length > 0 ? lane : [undefined], wanted, process);
      if (told === undefined) return interrupted;
      const [first, ...others] = told;
      if (!first) throw new Error("a program ran in no lane");
      const parted = others.flatMap((other) => differences(first, other).map((what) => `${first.lane} and ${other.lane} differ in ${what}`));
      const code = parted.length > 0 ? exitCodes.unexpected : first.code;
      const all = [first, ...others].map(({ stdout, stderr, ...outcome }) => ({ ...outcome, stdout: stdout.toString(), stderr: stderr.toString() }));
      if (json) print(true, { exit: code, same: parted.length === 0, lanes: all }, () => []);
      else {
        process.stdout.write(first.stdout);
        process.stderr.write(first.stderr);
        if (first.why !== undefined) say(`${first.lane}: ${first.why}`);
      }
      for (const line of parted) say(line);
      return code;
    };
    return withSession(root, work, true, () => false);
  },
});

import fc from "fast-check";
import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";
import { enarxConfig, type PlacedSocket } from "./enarx-config.ts";

const streams = [{ kind: "stdin" }, { kind: "stdout" }, { kind: "stderr" }];

const text = fc.string({ unit: "binary" });
const sockets = fc.array(
  fc.record<PlacedSocket>({
    name: text,
    kind: fc.constantFrom("listen", "connect"),
    protocol: fc.constantFrom("tcp", "tls"),
    host: text,
    port: fc.integer({ min: 1, max: 65_535 }),
  }),
);

describe("enarxConfig", () => {
  test("is the file that people would write", () => {
    const file = enarxConfig({ args: ["--all", "two words"], env: { "A.B": 'say "x"\n' } }, [
      { name: "echo", kind: "listen", protocol: "tcp", host: "127.0.0.2", port: 9000 },
      { name: "peer", kind: "connect", protocol: "tls", host: "127.0.0.3", port: 443 },
    ]);
    expect(file).toBe(`args = [ "main.wasm", "--all", "two words" ]

[env]
"A.B" = "say \\"x\\"\\n"

[[files]]
kind = "stdin"

[[files]]
kind = "stdout"

[[files]]
kind = "stderr"

[[files]]
kind = "listen"
name = "echo"
prot = "tcp"
addr = "127.0.0.2"
port = 9000

[[files]]
kind = "connect"
name = "peer"
prot = "tls"
host = "127.0.0.3"
port = 443
`);
  });

  test("reads back as the contract, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.array(text), fc.dictionary(text, text), sockets, (args, env, places) => {
        const { __proto__: _, ...own } = env;
        const file = parse(enarxConfig({ args, env: own }, places)) as { args: string[]; env: Record<string, string>; files: Record<string, unknown>[] };
        expect(file.args.slice(1)).toEqual(args);
        expect({ ...file.env }).toEqual(own);
        expect(file.files.slice(0, 3)).toEqual(streams);
        expect(file.files.slice(3)).toEqual(
          places.map(({ name, kind, protocol, host, port }) =>
            kind === "listen" ? { kind, name, prot: protocol, addr: host, port } : { kind, name, prot: protocol, host, port },
          ),
        );
        expect(Object.keys(file).sort()).toEqual(["args", "env", "files"]);
      }),
    );
  });
});

import fc from "fast-check";
import { parse, stringify } from "smol-toml";
import { describe, expect, test } from "vitest";
import { loadHook } from "../../host/hooks.ts";
import type { ConfigCase, ConfigScript, PlacedSocket } from "../../run/config-file.ts";

const script = await loadHook<ConfigScript>(import.meta.dirname, "config.mjs");
const nothing: ConfigCase = { args: [], env: {}, directories: [], sockets: [] };
const write = (own: Partial<ConfigCase>): string => script({ ...nothing, ...own }, stringify);

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

describe("Enarx.toml", () => {
  test("is the file that people would write", () => {
    const file = write({
      args: ["--all", "two words"],
      env: { "A.B": 'say "x"\n' },
      sockets: [
        { name: "echo", kind: "listen", protocol: "tcp", host: "127.0.0.2", port: 9000 },
        { name: "peer", kind: "connect", protocol: "tls", host: "127.0.0.3", port: 443 },
      ],
    });
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
        const file = parse(write({ args, env: own, sockets: places })) as { args: string[]; env: Record<string, string>; files: Record<string, unknown>[] };
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

  test("tells in comments what it has no word for, and refuses what would be left out in silence", () => {
    const file = write({ directories: ["/data", "/a\nb = 1"] });
    expect(file.split("\n").slice(0, 2)).toEqual([
      '# Enarx passes no directories: "/data" of the contract is missing here.',
      '# Enarx passes no directories: "/a\\nb = 1" of the contract is missing here.',
    ]);
    expect(parse(file)).toEqual(parse(write({})));
    for (const protocol of ["udp", "http"] as const)
      expect(() => write({ sockets: [{ name: "echo", kind: "listen", protocol, host: "127.0.0.1", port: 1 }] })).toThrow(`echo is a socket of ${protocol}`);
  });
});

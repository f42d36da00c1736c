import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";

interface Options {
  readonly env: Readonly<Record<string, string>>;
  readonly preopens: Readonly<Record<string, string>>;
  readonly rest: readonly string[];
  readonly [name: string]: unknown;
}
const { readOptions } = (await import(join(import.meta.dirname, "options.mjs"))) as {
  readonly readOptions: (words: readonly string[], known?: { readonly flags?: readonly string[]; readonly values?: readonly string[] }) => Options;
};
const { takeOptions } = (await import(join(import.meta.dirname, "faulty/options.mjs"))) as {
  readonly takeOptions: (words: readonly string[]) => Readonly<Record<string, unknown>> & { readonly rest: readonly string[] };
};

const known = { flags: ["network"], values: ["modules"] };

test("options end at the first word that is none: the guest's own stay the guest's", () => {
  const words = ["--dir=/h::/g", "--env=A=b=c", "--env=E=", "--network", "--modules=/m", "x.wasm", "--dir=/etc::/", "--env=B=1", "--network"];
  expect(readOptions(words, known)).toEqual({
    env: { A: "b=c", E: "" },
    preopens: { "/g": "/h" },
    network: true,
    modules: "/m",
    rest: words.slice(5),
  });
});

test.each([["--"], ["--network"], ["--modules=/m"], ["--dir=/h"], ["--env=A"], ["-x"], [""], ["--networks"]])("%j alone is a guest's word", (word) => {
  expect(readOptions([word, "a"]).rest).toEqual([word, "a"]);
});

test("values are taken as they are, whatever characters they hold", () => {
  const text = fc.string({ unit: "grapheme" });
  const name = fc.stringMatching(/^[A-Z_]{1,5}$/);
  fc.assert(
    fc.property(fc.dictionary(name, text), fc.array(text), (env, args) => {
      const words = Object.entries(env).map(([key, value]) => `--env=${key}=${value}`);
      expect(readOptions([...words, "x.wasm", ...args])).toEqual({ env, preopens: {}, rest: ["x.wasm", ...args] });
    }),
  );
  expect(readOptions(["--env=A=one\ntwo", "--dir=/h\n::/g"])).toMatchObject({ env: { A: "one\ntwo" }, preopens: { "/g": "/h\n" } });
});

test("a faulty host leaves the options of the host that it stands around, and every word of the guest", () => {
  const own = ["--modules=/m", "--dir=/h::/g", "--env=A=b"];
  const guest = ["x.wasm", "--fault=fd-tell-zero", "--calls", "--dir=/etc::/", "--listen=127.0.0.1:1"];
  const taken = takeOptions(["--fault=a-b", "--calls", "--listen=127.0.0.1:2", "--listen=127.0.0.1:3", ...own, ...guest]);
  expect(taken).toEqual({
    ...{ fault: "a-b", calls: true, modules: "/m", listen: ["127.0.0.1:2", "127.0.0.1:3"], folders: ["/h"] },
    rest: [...own, ...guest],
  });
  expect(takeOptions(guest)).toEqual({ fault: undefined, calls: false, modules: undefined, listen: [], folders: [], rest: guest });
});

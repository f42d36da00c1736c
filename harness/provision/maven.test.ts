import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { digest } from "../host/digest.ts";
import type { Package } from "../model/generated/package.ts";
import type { Provisioned } from "../model/provisioned.ts";
import { lackOf, machineWith } from "./clients.fixture.ts";
import { mirrorIn, placeOf } from "./maven.ts";

const mirror = (of: string, url: string, more = ""): string =>
  `<settings><mirrors><mirror><id>m</id><mirrorOf>${of}</mirrorOf><url>${url}</url>${more}</mirror></mirrors></settings>`;

describe("jars of Maven", { timeout: 60_000 }, () => {
  // This curl writes the address into each file.
  const curl = `for (let at = args.indexOf("--output"); at >= 0; at = args.indexOf("--output", at + 1)) fs.writeFileSync(args[at + 1], args[at + 2].split("/").slice(-3).join("/"));`;
  const spec: Package = {
    from: "maven",
    artifacts: { "org.example.deep:tool:1.2.3": digest("tool/1.2.3/tool-1.2.3.jar"), "one:part:4:linux": digest("part/4/part-4-linux.jar") },
  };
  const machine = (clients: Readonly<Record<string, string>>, settings?: string) => {
    const own = machineWith(clients);
    vi.stubEnv("HOME", own.base);
    vi.stubEnv("MAVEN_HOME", undefined);
    if (settings !== undefined) own.put(join(own.base, ".m2/settings.xml"), settings);
    return own;
  };

  test("lie in one folder, each with the pinned digest", async () => {
    const { get } = machine({ curl });
    const state = (await get(spec)) as Provisioned;
    expect(state).toMatchObject({ ok: true, origin: "store" });
    expect(readFileSync(join(state.folder, "tool-1.2.3.jar"), "utf8")).toBe("tool/1.2.3/tool-1.2.3.jar");
    expect(readdirSync(state.folder)).toContain("part-4-linux.jar");
  });

  test("come from the mirror that the user's settings name", async () => {
    const { get, calls } = machine({ curl }, mirror("central", "https://jars.example/all/"));
    await get(spec);
    expect(calls()[0]?.args).toContain("https://jars.example/all/org/example/deep/tool/1.2.3/tool-1.2.3.jar");
  });

  test.each([
    ["no curl is there", {}, spec, /^curl: there is no curl/],
    ["the repository lacks one", { curl: 'fail("404")' }, spec, /^jars from .*: 404/],
    ["a jar is another one", { curl }, { ...spec, artifacts: { "one:part:4": digest("other") } } as Package, /^one:part:4 with the pinned digest/],
  ])("are missing where %s", async (_, clients, wanted, why) => {
    const { get, store } = machine(clients);
    expect(lackOf(await get(wanted))).toMatch(why);
    expect(existsSync(join(store, "packages")) ? readdirSync(join(store, "packages")) : []).toEqual([]);
  });
});

describe("settings of Maven", () => {
  test.each(["*", "central", "external:*", "other, central", "*,!other"])("a mirror of %s serves Central", (of) => {
    expect(mirrorIn(mirror(of, "https://a.example/"))).toBe("https://a.example");
  });

  test.each(["other", "external:http:*", "*,!central", ""])("a mirror of '%s' does not", (of) => {
    expect(mirrorIn(mirror(of, "https://a.example"))).toBeUndefined();
  });

  test("a mirror that is blocked or commented out does not", () => {
    expect(mirrorIn(mirror("central", "https://a.example", "<blocked>true</blocked>"))).toBeUndefined();
    expect(mirrorIn(`<!-- ${mirror("central", "https://a.example")} -->`)).toBeUndefined();
    expect(mirrorIn("")).toBeUndefined();
  });

  test("artifacts with other coordinates have other places", () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}(\.[a-z]{1,3})?$/);
    const coordinates = fc.tuple(word, word, word).map((parts) => parts.join(":"));
    fc.assert(
      fc.property(coordinates, coordinates, (one, two) => {
        const [a, b] = [placeOf(one), placeOf(two)];
        expect(`${a.folder}/${a.jar}` === `${b.folder}/${b.jar}`).toBe(one === two);
      }),
    );
  });
});

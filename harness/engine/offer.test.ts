import { describe, expect, test } from "vitest";
import type { Lane } from "../model/lane.ts";
import { lane, runtime } from "../plan/catalog.fixture.ts";
import { lanesIn, makeOffer, toolchainsIn, toWorkerLine } from "./offer.ts";

const host = runtime(
  "host",
  {
    wasip1: { claims: ["stdout"], inexpressible: [{ capability: "udp", range: ">=2", why: "later only" }], sockets: [{ as: "addresses" }] },
    wasip2: { claims: ["stdout", "args"] },
  },
  [{ version: "1.0.0", current: true }],
);
const one = { ...lane(host, "1.0.0"), digest: "sha256:1" };
const two: Lane = { ...lane(host, "2.0.0"), digest: "sha256:2", unattested: "nobody has verified it" };
const missing = { ok: false, id: "v@1/nil:host-x86_64", evidence: [{ name: "v on PATH", pass: false, hint: "install v" }] } as const;
const tool = { ok: true, id: "c/clang", version: "19", digest: "sha256:c", packages: [] } as const;
const noTool = { ok: false, id: "go/go", evidence: [{ name: "go on PATH", pass: false, hint: "install go" }] } as const;
const found = { toolchains: [tool, noTool], lanes: [one, missing, two] };

describe("an offer", () => {
  const offer = makeOffer("w1", found, "namespaces");

  const asks = { serves: false, argv0: false, preload: false, scripts: false, proposals: [] };

  test("has the lanes with all that matching needs, by release, and no path of this machine", () => {
    expect(offer.lanes).toEqual([
      {
        id: one.text,
        digest: "sha256:1",
        targets: {
          wasip1: { claims: ["stdout"], inexpressible: [], sockets: "addresses", ...asks },
          wasip2: { claims: ["stdout", "args"], inexpressible: [], ...asks },
        },
      },
      {
        id: two.text,
        digest: "sha256:2",
        targets: {
          wasip1: { claims: ["stdout"], inexpressible: [{ capability: "udp", why: "later only" }], sockets: "addresses", ...asks },
          wasip2: { claims: ["stdout", "args"], inexpressible: [], ...asks },
        },
        unattested: "nobody has verified it",
      },
    ]);
    expect(JSON.stringify(offer)).not.toContain("/r/host");
  });

  test.each([
    ["no", "host", "it follows links"],
    ["landlock", "host", undefined],
    ["namespaces", "host", undefined],
    ["no", "qemu", undefined],
  ] as const)("says where guests get out of their directories: contained %s, launcher %s", (contained, launcher, leaks) => {
    const leaky = { ...one, id: { ...one.id, launcher }, runtime: { ...one.runtime, leaks: "it follows links" } };
    const [tight, open] = makeOffer("w1", { toolchains: [], lanes: [one, leaky] }, contained).lanes;
    expect([tight?.leaks, open?.leaks]).toEqual([undefined, leaks]);
  });

  test("has the toolchains by what pins them, and the evidence for what is lacking", () => {
    expect(offer.toolchains).toEqual([{ id: "c/clang", version: "19", digest: "sha256:c" }]);
    expect(offer.lacking).toEqual([
      { what: "toolchain", id: "go/go", evidence: noTool.evidence },
      { what: "lane", id: missing.id, evidence: missing.evidence },
    ]);
    expect([lanesIn(found), toolchainsIn(found)]).toEqual([[one, two], [tool]]);
  });

  test("of a variant for one target has that target alone", () => {
    const own: Lane["runtime"] = { ...one.runtime, variant: { slow: { about: "slow", argv: [], targets: ["wasip2"] } } };
    const id = { ...one.id, variant: "slow" };
    expect(Object.keys(makeOffer("w1", { toolchains: [], lanes: [{ ...one, id, runtime: own }] }, "no").lanes[0]?.targets ?? {})).toEqual(["wasip2"]);
  });

  test("is plain data", () => {
    expect(JSON.parse(JSON.stringify(offer))).toEqual(offer);
  });

  test("becomes the worker's line: the lanes that its jobs use, with their claims, and all its toolchains", () => {
    const line = toWorkerLine(offer, { lanes: [two] }, { jobs: 3, supervised: false });
    expect(line).toEqual({
      kind: "worker",
      id: "w1",
      machine: offer.machine,
      jobs: 3,
      supervised: false,
      toolchains: offer.toolchains,
      lanes: [
        {
          id: two.text,
          version: "2.0.0",
          digest: "sha256:2",
          claims: { wasip1: ["stdout"], wasip2: ["stdout", "args"] },
          unattested: "nobody has verified it",
        },
      ],
    });
  });
});

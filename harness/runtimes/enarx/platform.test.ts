import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadHook } from "../../host/hooks.ts";
import type { PlatformScript } from "../../probe/ask-platform.ts";

const evidence = await loadHook<PlatformScript>(import.meta.dirname, "platform.mjs");

/** What a build of 0.6.0 without shims printed. */
const nilOnly = `{
  "version": "0.6.0",
  "system_info": "Linux 6.18.44 #1 SMP PREEMPT_DYNAMIC @0 x86_64",
  "backends": [
    {
      "backend": "nil",
      "data": []
    }
  ]
}
`;

/** What a build of 0.5.0 without shims printed for \`enarx info --json\`. */
const older = '{\n  "version": "0.5.0",\n  "backends": [\n    {\n      "backend": "nil",\n      "data": []\n    }\n  ]\n}\n';

/** By the sources of 0.6.0: what a build with shims prints on a machine with KVM and without SEV. Never seen on hardware. */
const withShims = JSON.stringify({
  version: "0.6.0",
  system_info: "Linux",
  backends: [
    {
      backend: "sev",
      data: [
        { name: "Driver", pass: false, info: "/dev/sev", mesg: null },
        { name: " SEV-SNP is enabled in host kernel", pass: false, info: null, mesg: null },
        { name: "MEMLOCK rlimit allows for", pass: false, info: "0 keeps (soft limit = 0 bytes)", mesg: "The MEMLOCK rlimit must\n  be large enough." },
      ],
    },
    {
      backend: "kvm",
      data: [
        { name: "Driver", pass: true, info: "/dev/kvm", mesg: null },
        { name: " API Version", pass: true, info: "12", mesg: null },
      ],
    },
    { backend: "nil", data: [] },
  ],
});

describe("evidence of a Keep", () => {
  test("is each thing that it looked at, with what to do", () => {
    expect(evidence(withShims, "sev")).toEqual([
      { name: "Driver", pass: false, info: "/dev/sev", hint: expect.stringContaining("enarx platform info") },
      { name: "SEV-SNP is enabled in host kernel", pass: false, info: "", hint: expect.any(String) },
      { name: "MEMLOCK rlimit allows for", pass: false, info: "0 keeps (soft limit = 0 bytes)", hint: "The MEMLOCK rlimit must be large enough." },
    ]);
    expect(evidence(withShims, "kvm").map(({ name, pass }) => [name, pass])).toEqual([
      ["Driver", true],
      ["API Version", true],
    ]);
  });

  test.each([
    ["0.6.0", nilOnly],
    ["0.5.0", older],
  ])("passes where nothing is needed: %s", (version, text) => {
    expect(evidence(text, "nil")).toMatchObject([{ pass: true, info: `Enarx ${version} lists it` }]);
  });

  test("fails where this build has no such Keep, or the command told nothing", () => {
    expect(evidence(nilOnly, "kvm")).toMatchObject([{ pass: false, info: "this build of it has nil" }]);
    expect(evidence(undefined, "nil")).toMatchObject([{ pass: false }]);
  });

  test("nothing else is taken for a platform, and nothing throws", () => {
    const others = ["", "Enarx version 0.6.0\n✔ Backend: nil\n", "[]", "null", '{"version":"1","backends":{}}', '{"version":1,"backends":[]}'];
    for (const text of [...others, '{"version":"1","backends":[{"backend":"kvm"}]}', '{"version":"1","backends":[{"backend":"kvm","data":[{"name":"x"}]}]}'])
      expect(evidence(text, "kvm")).toMatchObject([{ pass: false, info: "it does not tell what it finds on this machine" }]);
    fc.assert(fc.property(fc.json(), (text) => evidence(text, "kvm").some(({ pass }) => !pass)));
  });
});

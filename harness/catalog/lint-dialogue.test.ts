import { describe, expect, test } from "vitest";
import type { CaseManifest, Socket, Step } from "../model/generated/workload.ts";
import { told } from "./lint.fixture.ts";
import { lintDialogue } from "./lint-dialogue.ts";
import { lintElsewhere } from "./lint-elsewhere.ts";

const listens: Socket = { name: "in", kind: "listen" };
const dials: Socket = { name: "out", kind: "connect", to: "harness" };
const free = { match: "free" } as const;
const datagrams: Socket = { name: "in", kind: "listen", protocol: "udp" };
const served: readonly Step[] = [
  { run: "main" },
  { connect: "a", to: "main:in" },
  { send: "a", content: { text: "x" } },
  { recv: "a", content: { text: "y" } },
  { wait: "main" },
];

const openAnswer: Step = { asked: "GET", at: "main:out", raw: { text: "x" }, as: "up" };

const caseOf = (rest: Partial<CaseManifest> = {}): CaseManifest => ({
  id: "x",
  needs: ["sockets.accept", "sockets.connect", "udp"],
  expect: { exit: 0 },
  ...rest,
});
const lint = (rest: Partial<CaseManifest>): string => told(() => lintDialogue(caseOf(rest), "w.toml", "/case/0"));
const steps = (...own: readonly Step[]): Step[] => [...own];

describe("a dialogue", () => {
  test.each<[string, Partial<CaseManifest>]>([
    ["with a server that is spoken to", { sockets: [listens], steps: steps(...served) }],
    ["with a client that the harness takes in", { sockets: [dials], steps: [{ run: "main" }, { accept: "a", at: "main:out" }, { wait: "main" }] }],
    [
      "with datagrams",
      { sockets: [datagrams], steps: [{ run: "main" }, { connect: "a", to: "main:in" }, { send: "a", content: { text: "x" } }, { wait: "main" }] },
    ],
    ["with a port that the program chooses", { sockets: [{ ...listens, printed: true }], expect: { exit: 0, stdout: free }, steps: steps(...served) }],
    [
      "with a server of the harness",
      {
        sockets: [
          { ...dials, endpoints: [{ path: "/a" }] },
          { ...listens, name: "web", protocol: "http" },
        ],
        needs: ["http.serve", "sockets.connect"],
      },
    ],
    ["with a program that is killed", { steps: [{ run: "main" }, { kill: "main" }, { wait: "main" }], expect: { exit: "killed" } }],
    ["whose argument tells it an address", { sockets: [listens], args: ["{address:main:in}"], steps: steps(...served) }],
    [
      "with a handler of HTTP that connects",
      {
        sockets: [{ ...listens, protocol: "http" }, dials],
        needs: ["http.serve", "sockets.connect"],
        steps: steps({ run: "main" }, openAnswer, { reset: "up" }),
      },
    ],
    [
      "whose standard input is opened late",
      { stdio: "unopened", steps: [{ run: "main" }, { open: "main" }, { write: "main", content: { text: "x" } }, { wait: "main" }] },
    ],
    ["whose standard input nobody opens", { stdio: "unopened" }],
    ["without steps of its own", {}],
  ])("%s is right", (_, rest) => {
    expect(lint(rest)).toBe("ok");
  });

  test.each<[string, Partial<CaseManifest>, string]>([
    ["two sockets of one name", { sockets: [listens, listens] }, "/sockets/1/name"],
    ["sockets on a loopback that nobody else is on", { sockets: [listens], loopback: true }, "/loopback"],
    ["a listening socket that connects", { sockets: [{ ...listens, to: "harness" } as Socket] }, "/sockets/0/to"],
    ["a socket that connects nowhere", { sockets: [{ name: "out", kind: "connect" } as Socket] }, "/sockets/0"],
    ["a socket that connects to none that is there", { sockets: [{ ...dials, to: "main:gone" }] }, "/sockets/0/to"],
    ["a socket that connects to one of another protocol", { sockets: [datagrams, { ...dials, to: "main:in" }] }, "/sockets/1/to"],
    [
      "HTTP beside another that listens",
      {
        sockets: [
          { ...listens, protocol: "http" },
          { ...listens, name: "other" },
        ],
        needs: ["http.serve", "sockets.accept"],
      },
      "/sockets/0",
    ],
    ["HTTP that connects", { sockets: [{ ...dials, protocol: "http" }], needs: ["http.serve", "sockets.connect"] }, "/sockets/0"],
    [
      "bytes of a connection that HTTP reads",
      { sockets: [dials], steps: steps({ run: "main" }, openAnswer, { recv: "up", content: { text: "x" } }) },
      "/steps/2",
    ],
    ["two connections of one name", { sockets: [dials], steps: steps({ run: "main" }, openAnswer, openAnswer) }, "/steps/2"],
    ["a port that is printed where it is compared", { sockets: [{ ...listens, printed: true }] }, "/sockets/0/printed"],
    ["a port that is printed by whoever connects", { sockets: [{ ...dials, printed: true }], expect: { exit: 0, stdout: free } }, "/sockets/0/printed"],
    ["endpoints where nobody serves", { sockets: [{ ...dials, to: "nobody", endpoints: [{}] }] }, "/sockets/0/endpoints"],
    [
      "endpoints that a step is asked beside",
      { sockets: [{ ...dials, to: "harness", endpoints: [{}] }], steps: [{ run: "main" }, { asked: "GET", at: "main:out" }] },
      "/steps/1/at",
    ],
    ["a socket whose capability the case does not need", { sockets: [listens], needs: ["stdout"], steps: steps(...served) }, "/needs"],
    ["TLS whose capability the case does not need", { sockets: [{ ...listens, protocol: "tls" }], steps: steps(...served) }, "/needs"],
    ["an address of a socket that is not there", { sockets: [listens], env: { AT: "{address:main:gone}" }, steps: steps(...served) }, "/env"],
    ["an address in what it must show", { sockets: [listens], expect: { exit: 0, stdout: { match: "exact", text: "{port:main:in}" } } }, "/expect"],
    [
      "an address that is misspelt in a step",
      { sockets: [listens], steps: steps(...served.slice(0, 2), { send: "a", content: { text: "{host:main:gone}" } }, { wait: "main" }) },
      "/steps/2",
    ],
    ["a program that is not there", { steps: [{ run: "other" }] }, "/steps/0/run"],
    ["a program that is run twice", { steps: [{ run: "main" }, { run: "main" }] }, "/steps/1/run"],
    ["a program that is never run", { steps: [] }, "/steps"],
    ["a wait for what was not run", { steps: [{ wait: "main" }, { run: "main" }] }, "/steps/0"],
    ["a connection before the server runs", { sockets: [listens], steps: [{ connect: "a", to: "main:in" }, { run: "main" }] }, "/steps/0"],
    ["a connection to what does not listen", { sockets: [dials], steps: [{ run: "main" }, { connect: "a", to: "main:out" }] }, "/steps/1"],
    [
      "an accept where nobody connects to the harness",
      { sockets: [{ ...dials, to: "nobody" }], steps: [{ run: "main" }, { accept: "a", at: "main:out" }] },
      "/steps/1",
    ],
    ["two connections of one name", { sockets: [listens], steps: [...served.slice(0, 2), { connect: "a", to: "main:in" }] }, "/steps/2"],
    ["bytes to a connection that is not open", { sockets: [listens], steps: [{ run: "main" }, { send: "b", content: { text: "x" } }] }, "/steps/1"],
    ["an end of datagrams", { sockets: [datagrams], steps: [{ run: "main" }, { connect: "a", to: "main:in" }, { shutdown: "a" }] }, "/steps/2"],
    [
      "a request to a socket of datagrams",
      { sockets: [datagrams], steps: [{ run: "main" }, { request: "GET", to: "main:in", path: "/" } as unknown as Step] },
      "/steps/1",
    ],
    ["a program that nobody kills", { steps: [{ run: "main" }, { wait: "main" }], expect: { exit: "killed" } }, "/expect/exit"],
  ])("with %s is wrong, and it says where", (_, rest, place) => {
    expect(lint(rest)).toBe(`workload/dialogue /case/0${place}`);
  });

  test("of several programs names the places of each", () => {
    const programs = { server: { sockets: [listens], expect: { exit: 0 } }, client: { sockets: [{ ...dials, to: "server:in" }] } } as const;
    const { expect: _, ...rest } = caseOf({ steps: [{ run: "server" }, { run: "client" }, { wait: "client" }] });
    const lintPrograms = (own: CaseManifest["programs"]): string =>
      told(() => lintDialogue({ ...rest, ...(own ? { programs: own } : {}) }, "w.toml", "/case/3"));
    expect(lintPrograms(programs as unknown as CaseManifest["programs"])).toBe("ok");
    const wrong = { ...programs, client: { sockets: [{ ...dials, to: "server:gone" }] } } as unknown as CaseManifest["programs"];
    expect(lintPrograms(wrong)).toBe("workload/dialogue /case/3/programs/client/sockets/0/to");
  });
});

describe("roles in other Keeps", () => {
  const lintKeeps = (programs: CaseManifest["programs"]): string =>
    told(() => lintElsewhere({ ...caseOf(), ...(programs ? { programs } : {}) }, new Map([["kvm", {}]]), "w.toml", "/case/0"));

  test("are in Keeps that are there, and one role stays where the cell is", () => {
    expect(lintKeeps({ server: { keep: "kvm" }, client: {} })).toBe("ok");
    expect(lintKeeps(undefined)).toBe("ok");
    expect(lintKeeps({ server: { keep: "sgx" }, client: {} })).toBe("workload/keep /case/0/programs/server/keep");
    expect(lintKeeps({ server: { keep: "kvm" }, client: { keep: "kvm" } })).toBe("workload/keep /case/0/programs");
  });
});

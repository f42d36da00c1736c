import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseCase } from "../catalog/contract.ts";
import type { Agenda, AgendaProgram, Job, Offer } from "../model/agenda.ts";
import type { Catalog, Workload } from "../model/catalog.ts";
import type { Capability, CaseManifest } from "../model/generated/workload.ts";
import { parseCell, printCell, printLane, printRoute } from "../model/ids.ts";
import type { Lane } from "../model/lane.ts";
import { buildCandidates } from "./candidates.ts";
import { both, catalog, lane, lanes, runtime, workload } from "./catalog.fixture.ts";
import { agendaOf, isTrust, jobsOf, offerOf, ownOf, textsOf } from "./match.fixture.ts";
import { match } from "./match.ts";
import { everything } from "./profile.ts";

describe("match", () => {
  test("covers exactly the cases of each build in each lane that has its target", () => {
    const builds = buildCandidates(catalog, everything, []);
    const wanted = builds.flatMap((build) =>
      lanes.flatMap((own) =>
        (catalog.workloads.get(build.workload)?.manifest.case ?? [])
          .filter((entry) => own.runtime.target[build.target] && (entry.targets ?? ["wasip1", "wasip2"]).includes(build.target))
          .map((entry) => `${build.workload}/${entry.id},${printRoute(build)},${own.text}`),
      ),
    );
    const cells = textsOf(ownOf(jobsOf()));
    expect([...cells].sort()).toEqual(wanted.sort());
    expect(new Set(wanted).size).toBe(wanted.length);
    for (const cell of cells) expect(printCell(parseCell(cell))).toBe(cell);
    expect(cells.some((cell) => cell.includes(".wasip2,first@"))).toBe(false);
  });

  test("does not depend on the order of what it is given, and gives the same each time", () => {
    const agenda = agendaOf();
    const texts = (builds: Agenda["builds"], in_: readonly Lane[]): string[] => textsOf(match({ ...agenda, builds }, [offerOf(in_)]));
    const reference = texts(agenda.builds, lanes);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...agenda.builds], { minLength: agenda.builds.length }),
        fc.shuffledSubarray(lanes, { minLength: lanes.length }),
        (some, in_) => {
          expect(texts(some, in_).sort()).toEqual([...reference].sort());
          expect(texts(some, in_)).toEqual(texts(some, in_));
        },
      ),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray([...agenda.builds]), fc.shuffledSubarray(lanes), (some, in_) => {
        const own = texts(some, in_);
        expect(own.every((text) => reference.includes(text))).toBe(true);
        expect(new Set(own).size).toBe(own.length);
      }),
    );
  });

  test("a case with a directory is inexpressible where guests get out of theirs, and others are not", () => {
    const leaky: Offer = { ...offerOf(lanes), lanes: offerOf(lanes).lanes.map((own) => ({ ...own, leaks: "it follows links" })) };
    const agenda = agendaOf();
    const first = agenda.cases.find(({ kind }) => kind !== "trust")?.case;
    const programs = { main: { sockets: [], directories: true } } as const;
    const cases = agenda.cases.map((entry) => (entry.case === first ? { ...entry, programs } : entry));
    const why = (offer: Offer): (string | undefined)[] =>
      match({ ...agenda, cases }, [offer]).flatMap(({ cell, inexpressible }) => (cell.startsWith(`${first},`) ? [inexpressible] : []));
    expect(new Set(why(leaky))).toEqual(new Set(["directories: nothing contains its engine here, and it follows links"]));
    expect(new Set(why(offerOf(lanes)))).toEqual(new Set([undefined]));
    expect(match(agenda, [leaky])).toEqual(match(agenda, [offerOf(lanes)]));
  });

  test("what an engine cannot be told is inexpressible there", () => {
    const agenda = agendaOf();
    const why = (asks: object, target: object): (string | undefined)[] => {
      const cases = agenda.cases.map((entry) => ({ ...entry, programs: { main: { sockets: [], ...asks } } }));
      const offer = offerOf(lanes);
      const own = {
        ...offer,
        lanes: offer.lanes.map((lane) => ({
          ...lane,
          targets: Object.fromEntries(Object.entries(lane.targets).map(([id, each]) => [id, { ...each, inexpressible: [], ...target }])),
        })),
      };
      return [...new Set(match({ ...agenda, cases }, [own]).map(({ inexpressible }) => inexpressible))];
    };
    expect(why({ argv0: true }, {})).toEqual([expect.stringContaining("argv0")]);
    expect(why({ preload: true }, {})).toEqual([expect.stringContaining("preload")]);
    expect(why({ script: true }, {})).toEqual([expect.stringContaining("mode wast")]);
    expect(why({ script: true }, { scripts: true })).toEqual([undefined]);
    expect(why({ proposals: ["gc", "threads"] }, { proposals: ["gc"] })).toEqual([expect.stringContaining("the proposal threads")]);
    expect(why({ argv0: true, preload: true, proposals: ["gc"] }, { argv0: true, preload: true, proposals: ["gc"] })).toEqual([undefined]);
  });

  test("what a lane does not claim is noted and runs all the same; what its host cannot pass is inexpressible, by release", () => {
    const jobs = jobsOf(["case=one/case-1"]);
    const by = (own: Lane | undefined) => jobs.find(({ cell }) => !isTrust(cell) && cell.includes("c/clang.") && cell.endsWith(own?.text ?? "?"));
    expect(by(lanes[0])).toMatchObject({ unclaimed: ["sockets.accept"], inexpressible: "sockets.accept: refused" });
    expect(by(lanes[1])).toMatchObject({ unclaimed: ["sockets.accept"] });
    expect(by(lanes[2])).toMatchObject({ unclaimed: ["sockets.accept", "stdout"] satisfies Capability[] });
    for (const own of lanes.slice(1)) expect(by(own)).not.toHaveProperty("inexpressible");
  });

  test("a dialogue runs in a process of this machine and in a virtual one; what a machine's programs cannot reach is said", () => {
    const home = lane(both, "46.0.0");
    const inMachine = (launcher: Lane["id"]["launcher"]): Lane => {
      const id = { ...home.id, keep: "kvm", launcher };
      return { ...home, id, text: printLane(id) };
    };
    const why = (own: Lane, entry: string): (string | undefined)[] => ownOf(jobsOf([`talk/${entry}`], [own])).map(({ inexpressible }) => inexpressible);
    const of = (own: Lane, entry: string): string => [...new Set(why(own, entry))].join();
    expect([of(home, "case-0"), of(inMachine("qemu"), "case-0")]).toEqual(["", ""]);
    expect(of(inMachine("snp-vm"), "case-0")).toBe("the launcher snp-vm passes neither pipes nor sockets");
    expect(of(home, "dial")).toBe("its host program takes no sockets");
    expect(of(inMachine("qemu"), "dial")).toBe("sockets.connect: a virtual machine reaches nobody outside of it");
    expect(why(home, "case-0").length).toBeGreaterThan(0);
    const with_ = (own: Lane, rest: Partial<AgendaProgram>): (string | undefined)[] => {
      const agenda = agendaOf(["talk/case-0"], [own]);
      const programs = { main: { ...rest, sockets: [] } };
      const cases = agenda.cases.map((entry) => (entry.case === "talk/case-0" ? { ...entry, programs } : entry));
      return ownOf(match({ ...agenda, cases }, [offerOf([own])])).map(({ inexpressible }) => inexpressible);
    };
    const closes = "a virtual machine reads the streams of its programs to their end, whoever closes them outside";
    expect(with_(inMachine("qemu"), { closes: true })).toContain(closes);
    const unopened = "a virtual machine has the standard input of its programs open, whoever opens it outside";
    expect(with_(inMachine("qemu"), { stdio: "unopened" })).toContain(unopened);
    expect(with_(inMachine("qemu"), { stdio: "one-file" })).toContain(undefined);
    for (const rest of [{ closes: true }, { stdio: "unopened" }] as const) expect(with_(home, rest)).toContain(undefined);
  });

  describe("what a host program passes of sockets", () => {
    const why = (protocol: "tcp" | "udp" | "tls" | "http", kind: "listen" | "connect", target: Parameters<typeof runtime>[1][string]): string | undefined => {
      const host = runtime("host", { wasip1: target }, [{ version: "1.0.0", current: true }]);
      const socket = { name: "s", protocol, ...(kind === "listen" ? { kind } : { kind, to: "nobody" }) };
      const own = new Map([workload("net", ["c"], [{ sockets: [socket as never], steps: [{ run: "main" }] }])]);
      const [job] = match(agendaOf(["target=wasip1"], [lane(host, "1.0.0")], [], { ...catalog, workloads: own }), [offerOf([lane(host, "1.0.0")])]);
      return job?.inexpressible;
    };

    test.each<[string, Parameters<typeof why>, string | undefined]>([
      ["TCP by address", ["tcp", "connect", { sockets: [{ as: "addresses" }] }], undefined],
      ["UDP by address", ["udp", "listen", { sockets: [{ as: "addresses" }] }], undefined],
      ["a listening descriptor", ["tcp", "listen", { sockets: [{ as: "descriptors", directories: "after" }] }], undefined],
      [
        "a connection by descriptor",
        ["tcp", "connect", { sockets: [{ as: "descriptors", directories: "after" }] }],
        "sockets.connect: a preopened socket can only listen",
      ],
      ["UDP by descriptor", ["udp", "listen", { sockets: [{ as: "descriptors", directories: "after" }] }], "udp: a preopened socket can only be one of TCP"],
      ["TLS", ["tls", "listen", { sockets: [{ as: "addresses" }] }], "no runtime here is given keys for TLS"],
      ["HTTP where nothing serves", ["http", "listen", { sockets: [{ as: "addresses" }] }], "http.serve: its host program serves no HTTP"],
      ["HTTP where something serves", ["http", "listen", { mode: { run: ["x"], serve: ["serve"] } }], undefined],
    ])("%s", (_, args, expected) => {
      expect(why(...args)).toBe(expected);
    });
  });

  describe("where a role names another Keep", () => {
    const home = runtime("home", { wasip2: { sockets: [{ as: "addresses" }] } }, [{ version: "1.0.0", current: true }]);
    const listening = [{ name: "in", kind: "listen" } as const];
    const calling = [{ name: "out", kind: "connect", to: "server:in" } as const];
    const [, pair] = workload("pair", ["c"], []);
    const manifests: CaseManifest[] = [
      { id: "two", needs: [], programs: { server: { sockets: listening, keep: "kvm" }, client: { sockets: calling } } },
      { id: "turned", needs: [], programs: { server: { sockets: listening }, client: { sockets: calling, keep: "kvm" } } },
      { id: "one", needs: [], programs: { server: { sockets: listening }, client: { sockets: calling } } },
    ];
    const roles = ["server", "client"] as [string, ...string[]];
    const own: Catalog = {
      ...catalog,
      workloads: new Map([
        ["pair", { ...pair, manifest: { ...pair.manifest, roles }, cases: manifests.map(normaliseCase) }],
        ["must-trap", catalog.workloads.get("must-trap") as Workload],
      ]),
    };
    const inKeep = (version: string, keep: string, rest: Partial<Lane["id"]> = {}): Lane => {
      const id = { ...lane(home, version).id, keep, launcher: keep === "kvm" ? "qemu" : "host", ...rest };
      return { ...lane(home, version), id, text: printLane(id) };
    };
    const nil = inKeep("1.0.0", "nil");
    const kvm = inKeep("1.0.0", "kvm");
    const planned = (wished: readonly Lane[], partners: readonly Lane[] = [], terms: readonly string[] = ["case=two"]): Job[] =>
      match(agendaOf([...terms, "target=wasip2"], [...wished], partners, own), [offerOf([...wished, ...partners])]).filter(({ cell }) =>
        cell.includes("/clang."),
      );

    test("it runs in the lane of the same release there; the cell is of the others' lane", () => {
      expect(ownOf(planned([nil, kvm]))).toEqual([
        { cell: `pair/two,c/clang.wasip2,${nil.text}`, worker: "w1", elsewhere: { server: kvm.text }, unclaimed: [] },
      ]);
      expect(planned([nil, kvm], [], ["case=one", "keep=nil"]).at(-1)).toMatchObject({ cell: `pair/one,c/clang.wasip2,${nil.text}`, elsewhere: {} });
    });

    test.each<[string, Lane, Lane]>([
      ["another release", nil, inKeep("2.0.0", "kvm")],
      ["a variant there", nil, inKeep("1.0.0", "kvm", { variant: "slow" })],
      ["a variant here", inKeep("1.0.0", "nil", { variant: "slow" }), kvm],
      ["another architecture", nil, inKeep("1.0.0", "kvm", { architecture: "aarch64" })],
      ["another Keep", nil, inKeep("1.0.0", "snp")],
      ["no Keep but the named one", kvm, inKeep("1.0.0", "kvm", { accelerator: "tcg" })],
    ])("no cell is planned where there is only %s", (_, here, there) => {
      expect(planned([here], [there])).toEqual([]);
    });

    test("a partner that no filter selects has trust cells and no others", () => {
      expect(textsOf(planned([nil], [kvm]))).toEqual([
        `must-trap/case-0,c/clang.wasip2,${nil.text}`,
        `must-trap/case-0,c/clang.wasip2,${kvm.text}`,
        `pair/two,c/clang.wasip2,${nil.text}`,
      ]);
      expect(planned([nil], [kvm], ["case=one"]).some(({ cell }) => cell.endsWith(kvm.text))).toBe(false);
    });

    test("of several lanes in the Keep it is always the same one", () => {
      const others = [kvm, inKeep("1.0.0", "kvm", { accelerator: "kvm" }), inKeep("1.0.0", "kvm", { accelerator: "tcg" })];
      const chosen = (partners: readonly Lane[]): string | undefined => planned([nil], partners).at(-1)?.elsewhere["server"];
      expect(chosen(others)).toBeDefined();
      fc.assert(fc.property(fc.shuffledSubarray(others, { minLength: 3 }), (some) => chosen(some) === chosen(others)));
    });

    test("each program is asked in its own lane whether it can be set up", () => {
      const [turned] = ownOf(planned([nil], [kvm], ["case=turned"]));
      expect(turned).toMatchObject({
        elsewhere: { client: kvm.text },
        inexpressible: "client in kvm: sockets.connect: a virtual machine reaches nobody outside of it",
      });
    });

    test("the partner is a lane of the same machine: what another one offers does not serve", () => {
      const agenda = agendaOf(["case=two", "target=wasip2"], [nil], [kvm], own);
      expect(match(agenda, [offerOf([nil], "a"), offerOf([kvm], "b")])).toEqual([]);
      for (const offers of [
        [offerOf([nil], "a"), offerOf([nil, kvm], "b"), offerOf([nil], "c")],
        [offerOf([nil, kvm], "b"), offerOf([nil], "a")],
        [offerOf([nil, kvm], "b")],
      ])
        expect(ownOf(match(agenda, offers)).map(({ worker }) => worker)).toEqual(["b"]);
    });
  });

  test("a filter selects cells by any of their words; a whole cell selects itself alone", () => {
    const all = textsOf(ownOf(jobsOf()));
    const one = all[3] as string;
    expect(textsOf(ownOf(jobsOf([one])))).toEqual([one]);
    expect(textsOf(ownOf(jobsOf(["release=both@46.0.0", "language=js"])))).toEqual(
      all.filter((text) => text.includes("js/qjs") && text.includes("both@46.0.0")),
    );
  });

  test("trust cells come first, for each lane and target that is used, but where the lane does not claim what they need", () => {
    const used = [lanes[0]?.text, lanes[1]?.text];
    expect(textsOf(jobsOf(["workload=one", "language=js"]))).toEqual([
      ...["c/clang", "js/qjs"].flatMap((tool) => used.map((text) => `must-trap/case-0,${tool}.wasip2,${text}`)),
      ...used.map((text) => `one/case-0,js/qjs.wasip2,${text}`),
    ]);
    expect(textsOf(jobsOf([], [lanes[2] as Lane])).some(isTrust)).toBe(false);
    expect(jobsOf(["workload=nothing"])).toEqual([]);
  });
});

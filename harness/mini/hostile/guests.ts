/** A hostile guest: what it tries, and the verdict that is true of it. */
export interface Guest {
  /** The first argument of the program of workloads/attack or workloads/dials, or a folder of guests/. */
  readonly id: string;
  readonly tries: string;
  /** `pass`, `fail CAUSE` or `unsupported CAPABILITY`. */
  readonly verdict: string;
  /** Where engines differ: KEEP, RELEASE, RUNTIME.TARGET or RUNTIME, and what is true there in place of `verdict`. */
  readonly by?: Readonly<Record<string, string>>;
  /** Whether the guest has a directory. */
  readonly files?: true;
  /** The socket that the guest has, and the steps of its dialogue, as lines of its manifest. */
  readonly socket?: string;
  /** Limits of the case, as lines of its manifest. */
  readonly limits?: string;
  readonly targets?: readonly ["wasip1"] | readonly ["wasip2"];
}

const brief = "seconds = 1";

/** Cases of the C program, which is a module and a component. */
const attacks: readonly Guest[] = [
  { id: "honest", tries: "nothing: it shows that the others could pass", verdict: "pass" },
  { id: "absolute", tries: "to change a folder of the host by its path", verdict: "pass", files: true },
  { id: "parent", tries: "the same by .. out of its directory", verdict: "pass", files: true },
  { id: "link-absolute", tries: "the same through a link to it that it made", verdict: "pass", files: true },
  { id: "link-relative", tries: "the same through a link by ..", verdict: "pass", files: true },
  { id: "link-chain", tries: "the same through thirty links, one level each", verdict: "pass", files: true },
  { id: "link-swap", tries: "to have a folder replaced by a link between look and use", verdict: "pass", files: true },
  { id: "rename-over", tries: "to rename over and out of its directory", verdict: "pass", files: true },
  { id: "remove-root", tries: "to remove its directory itself", verdict: "pass", files: true },
  // An engine that follows links out of its directory lets the guest see its own process and devices, within what contains them.
  { id: "processes", tries: "to read what other processes have in /proc", verdict: "pass", by: { wazero: "fail exit" }, files: true },
  { id: "devices", tries: "to open devices, and to leave files in /dev/shm and /tmp", verdict: "pass", by: { wazero: "fail exit" }, files: true },
  { id: "descriptors", tries: "to use descriptors that it was not given", verdict: "pass", targets: ["wasip1"] },
  { id: "many-files", tries: "to fill a directory with names of control characters", verdict: "fail file", files: true },
  {
    id: "big-file",
    tries: "to fill the memory disk",
    verdict: "fail limit",
    by: { kvm: "fail file" },

    files: true,
  },
  { id: "sparse-file", tries: "a file of a tebibyte", verdict: "fail file", by: { wasmtime: "fail limit" }, files: true },
  { id: "deep-folders", tries: "folders deeper than a path is long", verdict: "fail file", files: true },
  { id: "odd-names", tries: "names that are no text, no XML, and commands", verdict: "fail file", by: { "wasmtime.wasip2": "fail exit" }, files: true },
  { id: "link-loop", tries: "links in circles and to a device without an end", verdict: "fail file", files: true },
  { id: "flood-stdout", tries: "standard output without an end or a line end", verdict: "fail limit" },
  { id: "flood-stderr", tries: "the same on standard error", verdict: "fail limit" },
  { id: "flood-both", tries: "both in turn", verdict: "fail limit" },
  { id: "loop", tries: "to run for ever", verdict: "fail timeout", limits: brief },
  { id: "rest", tries: "to sleep for a day", verdict: "fail timeout", limits: brief },
  { id: "spin", tries: "to poll without waiting, for ever", verdict: "fail timeout", limits: brief },
  { id: "forever", tries: "to sleep for longer than a clock counts", verdict: "fail timeout", limits: brief },
  { id: "wait-for-input", tries: "to wait for input, which has ended", verdict: "pass" },
  { id: "memory", tries: "to take all memory", verdict: "fail limit", limits: "memory-mib = 300" },
  { id: "words-0", tries: "to look as if each engine had failed, and exits well", verdict: "fail stdout" },
  { id: "words-1", tries: "the same with exit 1, as most engines' own", verdict: "fail exit" },
  { id: "words-2", tries: "the same with exit 2, as a refused flag", verdict: "fail exit" },
  { id: "words-134", tries: "the same with Wasmtime's exit code of a trap", verdict: "fail exit" },
  { id: "words-255", tries: "the same with the last exit code", verdict: "fail exit" },
  { id: "terminal", tries: "to write commands to terminals and CI services", verdict: "fail stdout" },
  { id: "journal", tries: "to write lines of a journal", verdict: "fail stdout" },
  { id: "bytes", tries: "each byte, NUL among them", verdict: "fail stdout" },
  { id: "silent", tries: "to exit well with nothing said", verdict: "fail stdout" },
  { id: "closes", tries: "to close all its descriptors first", verdict: "fail stdout" },
  { id: "renumbers", tries: "to put its directory in the place of standard output", verdict: "fail stdout", by: { wazero: "pass" }, files: true },
  { id: "exit-1", tries: "exit 1 with nothing said", verdict: "fail exit" },
  { id: "exit-77", tries: "exit 77", verdict: "fail exit" },
  { id: "exit-huge", tries: "an exit code that no system has", verdict: "fail exit", by: { "node-wasi": "fail stdout", wazero: "fail stdout" } },
  { id: "stops", tries: "to abort", verdict: "fail trap" },
  { id: "exits-late", tries: "to abort while it exits well", verdict: "fail trap" },
  { id: "divides", tries: "to divide by zero", verdict: "fail trap" },
  { id: "strays", tries: "to write outside of its memory", verdict: "fail trap" },
  { id: "overflows", tries: "to overflow the stack", verdict: "fail trap" },
  { id: "sockets", tries: "to receive, accept and send on what it was not given", verdict: "pass", by: { enarx: "fail missing-import" }, targets: ["wasip1"] },
  // Enarx gives each guest FD_COUNT and FD_NAMES.
  { id: "environment", tries: "to find the harness's environment in its own", verdict: "pass", by: { enarx: "fail exit" } },
  {
    id: "listener",
    tries: "to send, receive, open and read by a socket that listens",
    verdict: "pass",
    by: {
      "node-wasi": "inexpressible",
      wasmtime: "unsupported sockets.accept",
      ...Object.fromEntries(["36.0.9", "42.0.1", "44.0.1", "46.0.1"].map((version) => [`wasmtime@${version}`, "pass"])),
      enarx: "unsupported sockets.accept",
      "enarx@0.5.0": "inexpressible",
    },
    socket: 'sockets = [{ name = "door", kind = "listen" }]\nsteps = [{ run = "main" }]',
    targets: ["wasip1"],
  },
];

/** Guests of one target. */
const of = (target: "wasip1" | "wasip2", guests: readonly Guest[]): Guest[] => guests.map((guest) => ({ ...guest, targets: [target] }));

/** Programs of their own, in WebAssembly text or bytes. Each would pass if it ended well. */
const programs: readonly Guest[] = [
  ...of("wasip1", [
    { id: "start-traps", tries: "to trap before it is started", verdict: "fail trap" },
    { id: "start-loops", tries: "to run for ever before it is started", verdict: "fail timeout", limits: brief },
    {
      id: "import-controls",
      tries: "an import whose name moves the cursor and forges lines",
      verdict: "fail missing-import",
      by: { wazero: "fail start" },
    },
    { id: "import-nearly", tries: "an import that nearly is WASI's", verdict: "fail missing-import" },
    { id: "import-dials", tries: "to connect by calls that one engine has added to preview 1", verdict: "fail missing-import" },
    {
      id: "import-other-type",
      tries: "a call of WASI's with another type",
      verdict: "fail start",
      by: { "node-wasi": "fail trap", enarx: "fail missing-import" },
    },
    { id: "import-memory", tries: "to import a memory", verdict: "fail missing-import" },
    { id: "names-itself", tries: "a trap in a function whose name forges a line", verdict: "fail trap" },
    { id: "no-start", tries: "to have nothing that can be started", verdict: "pass", by: { "node-wasi": "fail start" } },
    { id: "no-memory", tries: "to have no memory", verdict: "pass", by: { "node-wasi": "fail start" } },
    {
      id: "grows-memory",
      tries: "to grow its memory to the limit and over",
      verdict: "pass",
      by: { wazero: "fail limit", enarx: "fail limit" },
    },
    {
      id: "grows-tables",
      tries: "to grow fifty tables",
      verdict: "fail limit",
      by: { "enarx@0.5.0": "fail start" },
      limits: "memory-mib = 300",
    },
    { id: "pointers-outside", tries: "to have calls write outside of its memory", verdict: "pass", by: { wasmtime: "fail exit" } },
    { id: "bytes-none", tries: "to be empty", verdict: "fail build" },
    { id: "bytes-other", tries: "to be a shell script", verdict: "fail build" },
    { id: "bytes-cut", tries: "to end in the middle", verdict: "fail build" },
    { id: "bytes-layer", tries: "to be a module that says it is a component", verdict: "fail build" },
    { id: "bytes-length", tries: "to have a section of four gigabytes", verdict: "fail build" },
    { id: "many-functions", tries: "a hundred thousand functions", verdict: "pass" },
    { id: "huge-custom", tries: "custom sections that are large, forged and broken", verdict: "pass", by: { wazero: "fail start" } },
    { id: "huge-export", tries: "exports whose names are long or forge lines", verdict: "pass" },
    { id: "many-exports", tries: "20,000 exports that turn text around", verdict: "pass" },
    { id: "deep-blocks", tries: "20,000 blocks in each other", verdict: "pass" },
  ]),
  ...of("wasip2", [
    { id: "component-loops", tries: "to run for ever", verdict: "fail timeout", limits: brief },
    { id: "component-start-traps", tries: "to trap before it is started", verdict: "fail trap" },
    { id: "component-recurses", tries: "to overflow the stack", verdict: "fail trap" },
    {
      id: "component-imports-evil",
      tries: "to import what no host of WASI has",
      verdict: "fail missing-import",
      by: { jco: "pass" },
    },
    { id: "component-imports-network", tries: "to import the network, without a socket in its case", verdict: "pass" },
    { id: "component-lies", tries: "to return a result that is none", verdict: "fail exit", by: { jco: "fail trap" } },
    { id: "component-many", tries: "900 modules in one component", verdict: "pass" },
    { id: "component-cut", tries: "to end in the middle", verdict: "fail build" },
  ]),
];

/** Words of the Rust program that looks for somebody on the network. */
const places = [
  ["loopback", "to connect to this machine, by each of its names"],
  ["neighbours", "to connect to the addresses of other cases"],
  ["routable", "to connect to other machines, and to what runs this one"],
  ["services", "to connect to what else serves on this machine"],
  ["datagrams", "to send datagrams to all of them"],
  ["datagrams-connected", "the same by sockets that are connected first"],
  ["poses", "to have the address of another case"],
  ["names", "to have names resolved"],
] as const;

const unused = 'sockets = [{ name = "unused", kind = "connect", to = "nobody" }]';
const dials: readonly Guest[] = of(
  "wasip2",
  places.flatMap(([id, tries]): Guest[] => [
    { id, tries, verdict: "pass" },
    { id: `own-${id}`, tries: `${tries}, with a socket of its own`, verdict: "pass", socket: unused },
  ]),
);
const byHttp: Guest = { id: "dials-by-http", tries: "to ask by HTTP", verdict: "fail missing-import", by: { jco: "fail trap" }, targets: ["wasip2"] };

/** The guests by the workload that they are cases of; `programs` are workloads of their own. */
export const guests = { attacks, dials, programs, byHttp } as const;

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { keepPipe, openReader, openWriter, type PipeStock } from "../../host/pipes.ts";
import type { Exit, Running, SignalName } from "../../launch/launcher.ts";
import type { Sandbox } from "../sandbox.ts";
import { Transcript } from "./transcript.ts";

export type StreamName = "stdin" | "stdout" | "stderr";

/** Where a program's streams come from and go to: paths. */
export type StreamPaths = Readonly<Record<StreamName, string>>;

/** What a dialogue adds to a program's trial. */
export interface WiringOptions {
  /** Streams that steps write to or read from: pipes. The others are files, as in plain cases. */
  readonly pipes: ReadonlySet<StreamName>;
  /** Nobody has its standard input open for writing until `openInput`. */
  readonly unopened: boolean;
  readonly sockets: readonly string[] | undefined;
  readonly outputBytes: number;
  readonly stock: PipeStock;
}

// Every writer of a pipe has ended by then; one that could not be ended must not hold everything up.
const drainMs = 1000;

/** Holds one program of a dialogue by its pipes and signals. */
export class Wiring {
  readonly sockets: readonly string[] | undefined;
  readonly #options: WiringOptions;
  readonly #transcripts = new Map<StreamName, { readonly transcript: Transcript; readonly pipe: Socket; readonly file: string }>();
  #listening: string | undefined;
  #inputPath: string | undefined;
  #input: Socket | undefined;
  #running: Running | undefined;
  #ended = false;
  #letGo: (() => void) | undefined;
  #begin: () => void = () => {};
  /** When its pipes are there and its launcher has been told of it; never, where that fails. */
  readonly begun = new Promise<void>((resolve) => {
    this.#begin = resolve;
  });
  #full = false;

  constructor(options: WiringOptions) {
    this.#options = options;
    this.sockets = options.sockets;
  }

  /** Makes the pipes in the sandbox's folder; gives the paths that the program is started with. */
  async open(files: StreamPaths, { folder, listening }: Pick<Sandbox, "folder" | "listening">): Promise<StreamPaths> {
    const { pipes, outputBytes, stock } = this.#options;
    this.#listening = listening;
    const paths = { ...files };
    for (const name of pipes) paths[name] = join(folder, `${name}.pipe`);
    await stock.put([...pipes].map((name) => paths[name]));
    for (const name of pipes) {
      if (name === "stdin") {
        this.#letGo = keepPipe(paths.stdin);
        this.#inputPath = paths.stdin;
        if (!this.#options.unopened) this.openInput();
        continue;
      }
      const pipe = openReader(paths[name]);
      const full = (): void => {
        this.#full = true;
        this.signal("SIGKILL");
      };
      this.#transcripts.set(name, { transcript: new Transcript(pipe, outputBytes, full), pipe, file: files[name] });
    }
    return paths;
  }

  /** Opens the pipe of standard input for writing; nothing happens where it has none, or is gone. */
  openInput(): void {
    if (this.#inputPath === undefined || this.#input !== undefined || this.#ended) return;
    this.#input = openWriter(this.#inputPath);
    this.#input.on("error", () => {});
  }

  readonly started = (running: Running): void => {
    this.#running = running;
    this.#begin();
  };

  /** Whether the signal could be sent: launchers on other machines pass none. */
  signal(name: SignalName): boolean {
    this.#running?.signal(name);
    return this.#running !== undefined;
  }

  /** Whether the program's engine has told that its guest listens there; `place` is `tcp HOST:PORT` or `udp HOST:PORT`. */
  hasToldOf(place: string): boolean {
    if (this.#listening === undefined || !existsSync(this.#listening)) return false;
    return readFileSync(this.#listening, "utf8").split("\n").slice(0, -1).includes(place);
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  get input(): Socket | undefined {
    return this.#input;
  }

  output(name: "stdout" | "stderr"): Transcript | undefined {
    return this.#transcripts.get(name)?.transcript;
  }

  /** Puts what came out of pipes where files would have it, and says how the program ended. */
  async close(exit: Exit): Promise<Exit> {
    this.#ended = true;
    for (const { transcript, pipe, file } of this.#transcripts.values()) {
      const timer = setTimeout(() => pipe.destroy(), drainMs);
      writeFileSync(file, await transcript.whole());
      clearTimeout(timer);
    }
    return this.#full && exit.limit === undefined ? { ...exit, limit: "output" } : exit;
  }

  /** Closes the pipes, however the trial went. */
  release(): void {
    this.#ended = true;
    this.#input?.destroy();
    this.#letGo?.();
    this.#letGo = undefined;
    for (const { pipe } of this.#transcripts.values()) pipe.destroy();
  }
}

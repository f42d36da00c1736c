import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { keepPipe, makePipes, openReader, openWriter, touchPipe } from "../host/pipes.ts";
import type { Running } from "../launch/launcher.ts";
import { tail } from "../run/streams.ts";

/** Somebody's own streams. */
export interface OwnStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** Where a program's streams stand. `end` is called once it has ended, and tells the end of what it wrote to standard error. */
export interface Streams {
  readonly paths: Readonly<Record<keyof OwnStreams, string>>;
  readonly started?: (running: Running) => void;
  readonly end: (limit: number) => Promise<string>;
}

/** Streams that go to somebody, who may have enough of them: then nobody reads on, and the program is ended. */
interface Relay extends Streams {
  readonly hadEnough: () => boolean;
  readonly release: () => void;
}

/** Makes named pipes below `folder`, and carries what a program reads and writes through them as it comes. */
export const openRelay = async (folder: string, own: OwnStreams, kept = 4 * 2 ** 20): Promise<Relay> => {
  const [stdin, stdout, stderr] = ["stdin", "stdout", "stderr"].map((name) => join(folder, `${name}.pipe`)) as [string, string, string];
  await makePipes([stdin, stdout, stderr], folder);
  const letGo = keepPipe(stdin);
  const input = openWriter(stdin);
  // A program that has read enough ends before its input does.
  input.on("error", () => {});
  own.stdin.on("error", () => {}).pipe(input);
  const [out, err] = [openReader(stdout), openReader(stderr)];
  let said = Buffer.alloc(0);
  err.on("data", (bytes: Buffer) => {
    said = Buffer.concat([said, bytes]).subarray(-kept);
  });
  let running: Running | undefined;
  let enough = false;
  for (const [to, from] of [
    [own.stdout, out],
    [own.stderr, err],
  ] as const)
    to.on("error", () => {
      enough = true;
      from.destroy();
      running?.signal("SIGKILL");
    });
  out.pipe(own.stdout, { end: false });
  err.pipe(own.stderr, { end: false });
  const release = (): void => {
    own.stdin.unpipe(input);
    own.stdin.destroy();
    input.destroy();
    letGo();
    out.destroy();
    err.destroy();
  };
  return {
    paths: { stdin, stdout, stderr },
    started: (program) => {
      running = program;
      if (enough) program.signal("SIGKILL");
    },
    hadEnough: () => enough,
    end: async (limit) => {
      for (const [path, from] of [
        [stdout, out],
        [stderr, err],
      ] as const) {
        if (from.destroyed) continue;
        const over = finished(from, { writable: false });
        // Without a writer a pipe that no program has opened would have no end. One that has come to its end has no reader any more.
        touchPipe(path);
        await over;
      }
      // A reader that goes away meanwhile has had enough: that is no fault.
      for (const to of [own.stdout, own.stderr]) if (!enough && to.writableNeedDrain) await once(to, "drain").catch(() => {});
      return said.subarray(-limit).toString("utf8");
    },
    release,
  };
};

/** Files below `folder` for what a program writes; it reads the file `stdin`. */
export const openFiles = (folder: string, stdin: string): Streams => {
  const [stdout, stderr] = [join(folder, "stdout"), join(folder, "stderr")];
  return { paths: { stdin, stdout, stderr }, end: async (limit) => tail(stderr, statSync(stderr, { throwIfNoEntry: false })?.size ?? 0, limit) };
};

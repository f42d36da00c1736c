import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { runTool } from "../host/tool.ts";
import { neighbourLines, notPlainLines } from "./repro-prelude.ts";

const host = "127.0.0.1";
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, host, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
/** A script that opens the server, and says whether anybody can connect. */
const connects = async (port: number, before = ""): Promise<{ readonly text: string; readonly code: number | undefined }> => {
  const connect = `python3 -c 'import socket; socket.create_connection(("${host}", ${port})).close()' && echo connected`;
  const script = [before, "give_up() { echo $1; exit 2; }", ...neighbourLines({ neighbour: { host, port } }, "$0.said"), connect].join("\n");
  const { stdout, exitCode } = await runTool(["sh", "-c", script, `${tmpdir()}/neighbour-${port}`], { cwd: tmpdir(), env: process.env, timeoutMs: 20_000 });
  return { text: stdout, code: exitCode };
};

describe.skipIf(process.platform === "win32")("the server that no guest may reach", { timeout: 60_000 }, () => {
  test("listens while the script runs, and not after it", async () => {
    const port = await freePort();
    expect((await connects(port)).text).toBe("connected\n");
    await new Promise<void>((resolve, reject) => {
      const again = createServer().on("error", reject);
      again.listen(port, host, () => again.close(() => resolve()));
    });
  });

  test("is another's where one is there already", async () => {
    const server = createServer((socket) => socket.destroy());
    const port = await new Promise<number>((resolve) => server.listen(0, host, () => resolve((server.address() as { port: number }).port)));
    expect((await connects(port)).text).toBe("connected\n");
    server.close();
  });

  test("that cannot be opened gives the script up", async () => {
    const { text, code } = await connects(70_000);
    expect([text, code]).toEqual([`no server can be opened on ${host}:70000\n`, 2]);
  });

  test("is not there where no case wants it", () => expect(neighbourLines({ neighbour: undefined }, "x")).toEqual([]));
});

test("what plain commands do not show is a comment, whatever it holds", () => {
  expect(notPlainLines({ notPlain: ["one", "two\nrm"] })).toEqual(["# one", expect.stringMatching(/^# two.*rm$/)]);
});

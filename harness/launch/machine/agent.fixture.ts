import { connect, type Socket } from "node:net";
import { join } from "node:path";
import type { Command, Exit, Launcher } from "../launcher.ts";
import type { Answer } from "../wire.ts";
import { encodeFrame, type Frame, FrameReader, takeText, uint32 } from "./frames.ts";
import { channels, type Hardware } from "./qemu.ts";

/** An agent in this process: it holds files by their paths, and answers as agent.c does. */
export interface Agent {
  readonly files: Map<string, string>;
  readonly folders: Set<string>;
  /** Letters of all frames that came. */
  readonly heard: string[];
  /** Commands of QEMU's monitor that came. */
  readonly asked: string[];
  send(letter: string, ...parts: readonly (string | Uint8Array)[]): void;
  /** Writes bytes that need be no frame. */
  write(bytes: Uint8Array): void;
  console(text: string): void;
  /** Ends QEMU. */
  exit(rest?: Partial<Exit>): void;
  /** Tells how a command ended: for how often the guest ran out of memory, what the launcher program says. */
  answer(rest?: Partial<Answer>, outOfMemory?: number): void;
}

/** What an agent does with a frame: true where nothing else is to be done. */
export type Act = (frame: Frame, agent: Agent) => boolean | undefined;

const ended: Exit = {
  ...{ code: 0, signal: null, wallMs: 1, userMs: 1, systemMs: 1, peakKib: 1, limit: undefined, leftProcesses: 0, startError: undefined },
};

export const hardware: Hardware = {
  ...{ qemu: "/opt/qemu", env: {}, firmware: ["/fw"], kernel: "/k", initramfs: "/i", accelerator: "tcg", memoryMib: 64 },
};

/** The fields of the command that a frame tells. */
export const commandIn = ({ payload }: Frame): { readonly kind: string; readonly argv: string[] } => {
  const fields = payload.toString("utf8").split("\0");
  return { kind: fields[0] ?? "", argv: fields.slice(13, 13 + Number(fields[12])) };
};

const usual = (frame: Frame, agent: Agent, state: { file: string | undefined }): void => {
  const { letter, payload } = frame;
  if (letter === "P") agent.send("p");
  else if (letter === "D") agent.folders.add(takeText(payload.subarray(4)).text);
  else if (letter === "F") {
    state.file = takeText(payload.subarray(4)).text;
    agent.files.set(state.file, "");
  } else if (letter === "B" && state.file !== undefined) agent.files.set(state.file, agent.files.get(state.file) + payload.toString("latin1"));
  else if (letter === "W") agent.files.delete(takeText(payload).text);
  else if (letter === "G") sendTree(takeText(payload.subarray(8)).text, agent);
  else if (letter === "X" && commandIn(frame).kind === "R") agent.answer();
};

const sendTree = (path: string, agent: Agent): void => {
  const content = agent.files.get(path);
  if (content !== undefined) agent.send("f", uint32(0o644), "");
  else {
    agent.send("d", uint32(0o755), "");
    for (const [name, text] of agent.files) {
      if (!name.startsWith(`${path}/`)) continue;
      agent.send("f", uint32(0o644), name.slice(path.length + 1));
      agent.send("b", Buffer.from(text, "latin1"));
    }
  }
  if (content) agent.send("b", Buffer.from(content, "latin1"));
  agent.send("e");
};

/** A launcher whose every command is a QEMU with an agent that does what `act` says, and else the usual; `agents` are those that were started. */
export const launcherWith = (act: Act = () => undefined, begin: (agent: Agent) => void = () => {}): Launcher & { readonly agents: Agent[] } => {
  const agents: Agent[] = [];
  const open = ({ cwd }: Command, exit: (exit: Exit) => void): Agent => {
    const [qmp, channel, serial] = channels.map((name) => connect(join(cwd, name)).on("error", () => {})) as [Socket, Socket, Socket];
    const agent: Agent = {
      files: new Map(),
      folders: new Set(),
      heard: [],
      asked: [],
      send: (letter, ...parts) => void channel.write(encodeFrame(letter, ...parts)),
      write: (bytes) => void channel.write(bytes),
      console: (text) => void serial.write(text),
      exit: (rest = {}) => {
        for (const socket of [qmp, channel, serial]) socket.destroy();
        exit({ ...ended, ...rest });
      },
      answer: (rest = {}, outOfMemory = 0) => {
        const own = { id: 1, code: 0, signal: 0, wallUs: 1000, userUs: 1000, systemUs: 0, peakKib: 10, limit: "", left: 0, stage: "", error: "", ...rest };
        agent.send("a", uint32(outOfMemory), Buffer.from(JSON.stringify(own)));
      },
    };
    const state = { file: undefined };
    const reader = new FrameReader();
    channel.on("data", (bytes: Buffer) => {
      for (const frame of reader.push(bytes)) {
        agent.heard.push(frame.letter);
        if (!act(frame, agent)) usual(frame, agent, state);
      }
    });
    qmp.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.trim().split("\n")) {
        const { arguments: own } = JSON.parse(line) as { arguments: Record<string, string> };
        agent.asked.push(own["command-line"] ?? "");
        qmp.write('{"return":{}}\n');
      }
    });
    return agent;
  };
  return {
    supervised: true,
    contained: "no",
    agents,
    run: (command, started) =>
      new Promise((resolve) => {
        const agent = open(command, resolve);
        agents.push(agent);
        started?.({ signal: () => agent.exit({ code: null, signal: "SIGKILL" }) });
        begin(agent);
      }),
    close: async () => {},
  };
};

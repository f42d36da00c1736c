import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Waits } from "../host/waits.js";
import { GatehouseError } from "../model/errors.js";
import { encodeGo, encodeRequest, encodeSignal, failedExit, toExit, untellable } from "./wire.js";
const frame = (body) => {
    const length = Buffer.allocUnsafe(4);
    length.writeUInt32LE(body.length);
    return Buffer.concat([length, body]);
};
/** Runs commands through the launcher program (program/), one process of it for a whole run. */
class SupervisedLauncher {
    supervised = true;
    #program;
    #waiting = new Map();
    #next = 1;
    #gone;
    #ended = Promise.withResolvers();
    constructor(program) {
        this.#program = spawn(program, [], { stdio: ["pipe", "pipe", "inherit"], env: {} });
        this.#program.on("error", (error) => {
            this.#fail(error.message);
            // One that never began has no exit.
            if (this.#program.pid === undefined)
                this.#ended.resolve();
        });
        this.#program.on("exit", (code, signal) => {
            this.#fail(`ended with ${signal ?? `exit ${code}`}`);
            this.#ended.resolve();
        });
        this.#program.stdin?.on("error", (error) => this.#fail(error.message));
        const lines = createInterface({ input: this.#program.stdout });
        lines.on("line", (line) => {
            const answer = JSON.parse(line);
            const resolve = this.#waiting.get(answer.id);
            this.#waiting.delete(answer.id);
            resolve?.(toExit(answer));
        });
    }
    run(command, started) {
        const { exit, signal } = this.#start(command, false);
        started?.({ signal });
        return exit;
    }
    hold(command) {
        return this.#start(command, true);
    }
    #start(command, held) {
        const wrong = untellable(command);
        const failed = this.#gone === undefined ? wrong && failedExit(wrong, undefined) : failedExit(this.#gone, "vanished");
        if (failed)
            return { exit: Promise.resolve(failed), signal: () => { }, go: () => { } };
        const id = this.#next++;
        const send = (body) => void this.#program.stdin?.write(frame(body));
        const whileRunning = (body) => {
            if (this.#waiting.has(id))
                send(body);
        };
        const exit = new Promise((resolve) => this.#waiting.set(id, resolve));
        send(encodeRequest(id, command, held));
        return { exit, signal: (name) => whileRunning(encodeSignal(id, name)), go: () => whileRunning(encodeGo(id)) };
    }
    close(waits = new Waits()) {
        this.#program.stdin?.end();
        return waits.until("the launcher program", this.#ended.promise, () => this.#program.kill("SIGKILL"));
    }
    #fail(why) {
        this.#gone ??= `the launcher program ${why}`;
        for (const resolve of this.#waiting.values())
            resolve(failedExit(this.#gone, "vanished"));
        this.#waiting.clear();
    }
}
/** Starts the launcher program and has it run one command, so that a broken one is found before it is relied upon. */
export const startSupervised = async (program, probe) => {
    const launcher = new SupervisedLauncher(program);
    const exit = await launcher.run(probe);
    if (exit.code !== 0) {
        await launcher.close();
        throw new GatehouseError("launch/program", `the launcher program does not work here: ${exit.startError ?? `exit ${exit.code ?? exit.signal}`}`, {
            hint: "run without it: GATEHOUSE_LAUNCHER=plain",
            exitCode: 3,
        });
    }
    return launcher;
};

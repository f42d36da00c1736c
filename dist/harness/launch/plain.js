import { spawn } from "node:child_process";
import { closeSync, fstatSync, openSync } from "node:fs";
import { monotonic } from "../host/clock.js";
const tickMs = 50;
/**
 * Runs commands with what Node alone can do, where there is no C compiler or no Linux: a process group is ended, a
 * descendant that left the group is not; CPU time and memory are unknown, so a memory limit does not hold.
 */
export class PlainLauncher {
    supervised = false;
    #running = new Set();
    run(command, started) {
        const [file, ...args] = command.argv;
        const stdin = openSync(command.stdin, "r");
        const stdout = openSync(command.stdout, "w", 0o600);
        const stderr = openSync(command.stderr, "w", 0o600);
        const report = command.report === undefined ? [] : [openSync(command.report, "w", 0o600)];
        const start = monotonic();
        return new Promise((resolve) => {
            let limit;
            let startError;
            let heard = 0;
            let spoke = start;
            const child = spawn(file, args, { cwd: command.cwd, env: { ...command.env }, stdio: [stdin, stdout, stderr, ...report], detached: true });
            const group = child.pid;
            if (group !== undefined)
                this.#running.add(group);
            started?.({ signal: (name) => void child.kill(name) });
            const check = () => {
                const now = monotonic();
                const { timeMs, silenceMs, outputBytes } = command.limits;
                const sizes = [fstatSync(stdout).size, fstatSync(stderr).size];
                const said = (sizes[0] ?? 0) + (sizes[1] ?? 0);
                if (said !== heard) {
                    heard = said;
                    spoke = now;
                }
                if (outputBytes && sizes.some((size) => size >= outputBytes))
                    limit = "output";
                else if (timeMs && now - start > timeMs)
                    limit = "time";
                else if (silenceMs && now - spoke > silenceMs)
                    limit = "silence";
                if (limit && group !== undefined)
                    endGroup(group);
            };
            const timer = setInterval(check, tickMs);
            child.on("error", (error) => {
                startError = error.message;
                if (group === undefined)
                    finish(null, null);
            });
            const finish = (code, signal) => {
                clearInterval(timer);
                if (group !== undefined) {
                    endGroup(group);
                    this.#running.delete(group);
                }
                if (!limit)
                    check();
                for (const file of [stdin, stdout, stderr, ...report])
                    closeSync(file);
                resolve({ code, signal, wallMs: monotonic() - start, userMs: null, systemMs: null, peakKib: null, limit, leftProcesses: 0, startError });
            };
            child.on("exit", finish);
        });
    }
    close() {
        for (const group of this.#running)
            endGroup(group);
        return Promise.resolve();
    }
}
const endGroup = (group) => {
    try {
        process.kill(-group, "SIGKILL");
    }
    catch {
        // The group is gone already.
    }
};

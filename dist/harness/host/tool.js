/**
 * Runs a program that this project trusts (a package client, a version query) and collects what it says.
 * Never a shell. It reads the file `stdin`, or nothing. It fails as a result, not as an exception; `signal` ends it.
 */
export const runTool = async (argv, options) => {
    const [file, ...args] = argv;
    // A hundred files, which most commands do without.
    const { execa } = await import("execa");
    const result = await execa(file, args, {
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        env: options.env,
        extendEnv: false,
        timeout: options.timeoutMs,
        ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
        ...(options.stdin === undefined ? { stdin: "ignore" } : { inputFile: options.stdin }),
        reject: false,
        stripFinalNewline: false,
    });
    return {
        ok: !result.failed,
        exitCode: result.exitCode,
        stdout: result.stdout,
        stderr: result.stderr,
        failure: result.failed ? (result.shortMessage ?? "failed") : "",
    };
};

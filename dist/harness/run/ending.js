const line = (match) => match[0].trim().split("\n")[0]?.slice(0, 300) ?? "";
/**
 * Evens out what engines disagree on: a trap is exit 134 in wasmtime and 1 elsewhere, an engine that cannot start a
 * program exits like a guest does, and one that ends with 1 may say in words with which code its guest exited. The rules stand in the runtime's manifest; the first that fits counts.
 * `said` is the end of standard error.
 */
export const normaliseEnding = (exit, target, said) => {
    if (exit.startError !== undefined && exit.limit !== "vanished")
        return { how: "start", message: exit.startError };
    if (exit.limit === "vanished" || exit.limit === "cancelled")
        return { how: "vanished", message: exit.startError ?? exit.limit };
    if (exit.limit)
        return { how: "limit", limit: exit.limit };
    if (exit.signal !== null)
        return { how: "signal", signal: exit.signal };
    const { code } = exit;
    if (code === null)
        return { how: "vanished", message: "it ended with neither an exit code nor a signal" };
    for (const rule of target.endings) {
        if (rule.exit !== code)
            continue;
        const match = said.match(new RegExp(rule.stderr ?? "", "m"));
        if (!match)
            continue;
        const message = rule.stderr ? { message: line(match) } : {};
        if (rule.means !== "exit")
            return { how: rule.means, code, ...message };
        return { how: "exit", ...(match[1] === undefined ? {} : { code: Number(match[1]) }), ...message };
    }
    return { how: "exit", code };
};

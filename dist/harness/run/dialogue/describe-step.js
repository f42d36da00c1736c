/** A step in a few words: `recv a, b`. */
export const describeStep = (step) => {
    const verb = [
        "run",
        "wait",
        "kill",
        "write",
        "read",
        "sleep",
        "connect",
        "accept",
        "refused",
        "send",
        "recv",
        "rounds",
        "end",
        "shutdown",
        "reset-by",
        "reset",
        "request",
    ].find((name) => name in step);
    const subject = step[verb];
    const path = "request" in step ? ` ${step.path ?? "/"}` : "";
    return `${verb} ${Array.isArray(subject) ? subject.join(", ") : subject}${path}`;
};

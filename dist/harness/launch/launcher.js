/** Why a command did not end well, in words; undefined where it did. */
export const describeExit = (exit) => {
    if (exit.startError !== undefined)
        return exit.startError;
    if (exit.limit)
        return `it reached its ${exit.limit} limit`;
    if (exit.signal)
        return `it was ended by ${exit.signal}`;
    return exit.code === 0 ? undefined : `exit ${exit.code}`;
};

/** Makes one subscriber of several, in their order. One that throws is told once and left out; the run and the others go on. */
export const toAudience = (subscribers, tell) => {
    const broken = new Set();
    const each = (call) => {
        for (const subscriber of subscribers) {
            if (broken.has(subscriber.name))
                continue;
            try {
                call(subscriber);
            }
            catch (error) {
                broken.add(subscriber.name);
                tell(`${subscriber.name} failed: ${error instanceof Error ? error.message : String(error)}`);
            }
        }
    };
    return {
        name: "the audience",
        begin: (header) => each(({ begin }) => begin?.(header)),
        line: (line) => each((subscriber) => subscriber.line?.(line)),
        end: (summary) => each(({ end }) => end?.(summary)),
        broken: () => [...broken],
    };
};
/** Tells subscribers a journal that was written before: its first line is the header. */
export const replay = (lines, audience) => {
    for (const line of lines) {
        if (line.kind === "header")
            audience.begin(line);
        else
            audience.line(line);
    }
};

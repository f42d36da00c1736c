/** A glob in which `*` stands for any text, also none, as a pattern that must fit the whole. */
export const globPattern = (glob) => new RegExp(`^${glob
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*")}$`, "s");
/** What of a glob is left for the rest of a text that begins with `start`: one glob for each way to begin; none where no such text fits. */
export const restsOf = (glob, start) => {
    let places = new Set([0]);
    for (let index = 0; index < start.length; index++) {
        const next = new Set();
        for (let place of places) {
            for (; glob[place] === "*"; place++)
                next.add(place);
            if (glob[place] === start[index])
                next.add(place + 1);
        }
        places = next;
    }
    return [...places].map((place) => glob.slice(place));
};
/** Whether a glob fits some text that begins with `start`. */
export const fitsStart = (glob, start) => restsOf(glob, start).length > 0;

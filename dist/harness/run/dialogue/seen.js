import { digest } from "../../host/digest.js";
import { formatDuration, printable } from "../../model/text.js";
const excerpt = (bytes, at) => {
    const part = Buffer.from(bytes.subarray(at, at + 16));
    return part.length === 0 ? "nothing" : JSON.stringify(printable(part.toString("latin1"))).replaceAll("\\\\", "\\");
};
/** Index of the first byte that differs within the length that both have; undefined where none does. */
const differenceIn = (a, b) => {
    const length = Math.min(a.length, b.length);
    if (Buffer.compare(a.subarray(0, length), b.subarray(0, length)) === 0)
        return undefined;
    for (let at = 0; at < length; at++)
        if (a[at] !== b[at])
            return at;
    return undefined;
};
/** The failure of bytes that are not the expected ones; undefined while what is there fits. */
export const compareStart = (found, expected) => {
    const at = differenceIn(found, expected);
    if (at === undefined)
        return undefined;
    return { how: "differs", differsAt: at, detail: `byte ${at} differs: expected ${excerpt(expected, at)}, found ${excerpt(found, at)}` };
};
/** The failure of bytes that came where none were expected. */
export const tooMuch = (found) => ({
    how: "differs",
    differsAt: 0,
    detail: `${found.length} bytes that no step expects: ${excerpt(found, 0)}`,
});
/** How far something came, in words. */
export const progress = (done, whole) => `after ${done} of ${whole} bytes`;
/** The failure of something that did not happen in time. */
export const silent = (what, limitMs) => ({ how: "silent", detail: `${what} within ${formatDuration(limitMs)}` });
/** The digest of what came in. */
export const digestSeen = ({ received }) => (received === undefined || received.length === 0 ? undefined : digest(received));

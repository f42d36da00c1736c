/** The hex digits of a digest `sha256:…`, or the first so many of them: a name for a file or a folder. */
export const hexOf = (digest, digits = 64) => digest.slice("sha256:".length, "sha256:".length + digits);

/** Whether a name fits one of some regular expressions whole. */
export const matches = (name: string, patterns: readonly string[]): boolean => new RegExp(`^(?:${patterns.join("|")})$`).test(name);

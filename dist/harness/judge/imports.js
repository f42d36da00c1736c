/**
 * Imports of an artifact (`MODULE#NAME`, or an interface's name) that no host of its target has to provide; none where the
 * target has no file any more.
 */
export const foreignImports = (target, imports) => {
    if (!target)
        return [];
    const provided = new RegExp(`^(?:${target.imports.join("|")})$`);
    return imports.filter((name) => !provided.test(name));
};

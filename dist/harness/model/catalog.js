/** Whether `gatehouse bench` measures a case. */
export const isMeasured = ({ manifest }, caseId) => manifest.kind === "benchmark" || manifest.case.some(({ id, bench }) => id === caseId && bench === true);
/** Ids of the languages that others are held against, the first one first. */
export const referenceLanguages = (catalog) => {
    const rank = (id) => catalog.languages.get(id)?.manifest.reference ?? 0;
    return [...catalog.languages.keys()].filter((id) => rank(id) > 0).sort((a, b) => rank(a) - rank(b));
};
/** The first of them. */
export const referenceLanguage = (catalog) => {
    const [id] = referenceLanguages(catalog);
    return id === undefined ? undefined : { id, name: catalog.languages.get(id)?.manifest.name ?? id };
};

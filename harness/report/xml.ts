const markup: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as it stands in XML, between tags or in an attribute; it must be printable. */
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => markup[character] as string);

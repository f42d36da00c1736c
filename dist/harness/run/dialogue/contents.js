import { contentBytes } from "../../host/content.js";
import { addressesIn, fillAddresses } from "../../model/addresses.js";
// Contents without addresses are the same in every trial, and the large ones take time to make.
const contents = new WeakMap();
/** The bytes of a content that a step names, with addresses filled in; `folder` is the workload's. */
export const stepBytes = (content, folder, addresses) => {
    if ("text" in content && addressesIn(content.text).length > 0)
        return Buffer.from(fillAddresses(content.text, addresses), "utf8");
    const known = contents.get(content);
    if (known)
        return known;
    const bytes = contentBytes(content, folder);
    contents.set(content, bytes);
    return bytes;
};

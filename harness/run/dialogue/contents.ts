import { contentBytes } from "../../host/content.ts";
import { type Addresses, addressesIn, fillAddresses } from "../../model/addresses.ts";
import type { Content } from "../../model/generated/workload.ts";

// Contents without addresses are the same in every trial, and the large ones take time to make.
const contents = new WeakMap<Content, Buffer>();

/** The bytes of a content that a step names, with addresses filled in; `folder` is the workload's. */
export const stepBytes = (content: Content, folder: string, addresses: Addresses): Buffer => {
  if ("text" in content && addressesIn(content.text).length > 0) return Buffer.from(fillAddresses(content.text, addresses), "utf8");
  const known = contents.get(content);
  if (known) return known;
  const bytes = contentBytes(content, folder);
  contents.set(content, bytes);
  return bytes;
};

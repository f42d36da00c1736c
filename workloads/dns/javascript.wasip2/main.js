// Names by wasi:sockets/ip-name-lookup.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { instanceNetwork } from "wasi:sockets/instance-network@0.2.12";
import { resolveAddresses } from "wasi:sockets/ip-name-lookup@0.2.12";
import { codeOf } from "./sockets.js";
import { print } from "./stdio.js";

const show = ({ tag, val }) => (tag === "ipv4" ? val.join(".") : val.map((word) => word.toString(16)).join(":"));

function lookUp(name) {
  const stream = resolveAddresses(instanceNetwork(), name);
  const ready = stream.subscribe();
  const found = [];
  for (;;) {
    try {
      const next = stream.resolveNextAddress();
      if (!next) return found;
      found.push(show(next));
    } catch (error) {
      if (codeOf(error) !== "would-block") throw error;
      ready.block();
    }
  }
}

export const run = {
  run() {
    const found = lookUp(getArguments()[1]);
    if (found.includes("127.0.0.1")) print("127.0.0.1");
    else print(found.length > 0 ? found.join("\n") : "none");
  },
};

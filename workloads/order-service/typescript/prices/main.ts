// The price service: what an item costs.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { readFile } from "./files.js";
import { parseJson, serve } from "./http.js";

export const run = {
  run(): void {
    const list = parseJson(String.fromCharCode(...readFile("/prices/prices.json"))) as Record<string, number>;
    const prices = new Map(Object.entries(list));
    serve("LISTEN_HTTP", Number(getArguments()[1]), ({ method, path }) => {
      if (method !== "GET") return { status: 405, value: { error: "only GET" } };
      const item = /^\/prices\/([^/]+)$/.exec(path)?.[1] ?? "";
      const cents = prices.get(item);
      return cents === undefined ? { status: 404, value: { error: "no such item" } } : { status: 200, value: { item, cents } };
    });
  },
};

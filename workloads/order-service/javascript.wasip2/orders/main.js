// The order service: takes orders, at the prices that the price service tells.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { get, parseJson, serve } from "./http.js";

const mostOfOne = 1000;
const orders = [];

const failed = (status, error) => ({ status, value: { error } });

/** What an item costs; undefined where there is no such item. */
function priceOf(item) {
  const { status, value } = get("CONNECT_PRICES", `/prices/${encodeURIComponent(item)}`);
  if (status === 404) return undefined;
  if (status !== 200 || !Number.isInteger(value.cents)) throw new Error("no price");
  return value.cents;
}

function take(body) {
  const { item, quantity } = parseJson(body) ?? {};
  if (typeof item !== "string" || item === "" || !Number.isInteger(quantity) || quantity < 1 || quantity > mostOfOne) return failed(400, "bad order");
  try {
    const price = priceOf(item);
    if (price === undefined) return failed(422, "no such item");
    const order = { id: orders.length + 1, item, quantity, cents: price * quantity };
    orders.push(order);
    return { status: 201, value: order, headers: `Location: /orders/${order.id}\r\n` };
  } catch {
    return failed(502, "no price");
  }
}

function answer({ method, path, body }) {
  if (path === "/orders") return method === "POST" ? take(body) : failed(405, "only POST");
  const order = orders[Number(/^\/orders\/([1-9]\d*)$/.exec(path)?.[1]) - 1];
  if (order === undefined) return failed(404, "no such order");
  return method === "GET" ? { status: 200, value: order } : failed(405, "only GET");
}

export const run = {
  run() {
    serve("LISTEN_HTTP", Number(getArguments()[1]), answer);
  },
};

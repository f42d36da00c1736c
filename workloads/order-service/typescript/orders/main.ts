// The order service: takes orders, at the prices that the price service tells.
import { getArguments } from "wasi:cli/environment@0.2.12";
import { get, parseJson, type Request, type Response, serve } from "./http.js";

const mostOfOne = 1000;
interface Order {
  id: number;
  item: string;
  quantity: number;
  cents: number;
}

const orders: Order[] = [];

const failed = (status: number, error: string): Response => ({ status, value: { error } });

/** What an item costs; undefined where there is no such item. */
function priceOf(item: string): number | undefined {
  const { status, value } = get("CONNECT_PRICES", `/prices/${encodeURIComponent(item)}`);
  if (status === 404) return undefined;
  const { cents } = value as { cents?: number };
  if (status !== 200 || cents === undefined || !Number.isInteger(cents)) throw new Error("no price");
  return cents;
}

function take(body: string): Response {
  const { item, quantity } = (parseJson(body) ?? {}) as { item?: unknown; quantity?: unknown };
  if (typeof item !== "string" || item === "" || typeof quantity !== "number" || !Number.isInteger(quantity) || quantity < 1 || quantity > mostOfOne) return failed(400, "bad order");
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

function answer({ method, path, body }: Request): Response {
  if (path === "/orders") return method === "POST" ? take(body) : failed(405, "only POST");
  const order = orders[Number(/^\/orders\/([1-9]\d*)$/.exec(path)?.[1]) - 1];
  if (order === undefined) return failed(404, "no such order");
  return method === "GET" ? { status: 200, value: order } : failed(405, "only GET");
}

export const run = {
  run(): void {
    serve("LISTEN_HTTP", Number(getArguments()[1]), answer);
  },
};

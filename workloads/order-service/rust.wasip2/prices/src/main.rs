// The price service: what an item costs.
mod clients;
mod http;
mod sockets;

use http::{serve, Request, Response};
use serde_json::{json, Map, Value};
use std::{env, fs, io};

fn answer(prices: &Map<String, Value>, request: &Request) -> Response {
    if request.method != "GET" {
        return Response::failed(405, "only GET");
    }
    let item = request.path.strip_prefix("/prices/").unwrap_or_default();
    match prices.get(item) {
        Some(cents) => Response::new(200, json!({ "item": item, "cents": cents })),
        None => Response::failed(404, "no such item"),
    }
}

fn main() -> io::Result<()> {
    let connections = env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .expect("a count");
    let prices: Map<String, Value> = serde_json::from_slice(&fs::read("/prices/prices.json")?)?;
    serve("http", connections, |request| answer(&prices, request))
}

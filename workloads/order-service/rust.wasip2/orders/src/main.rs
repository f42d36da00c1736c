// The order service: takes orders, at the prices that the price service tells.
mod clients;
mod http;
mod sockets;

use http::{get, serve, Request, Response};
use percent_encoding::{utf8_percent_encode, AsciiSet, NON_ALPHANUMERIC};
use serde_json::{json, Value};
use std::{env, io};

const MOST_OF_ONE: u64 = 1000;
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A number without a fraction, also one that is written as 2.0.
fn whole_number(value: &Value) -> Option<u64> {
    let exact = |number: f64| {
        (number.fract() == 0.0 && (0.0..=9e15).contains(&number)).then_some(number as u64)
    };
    value.as_f64().and_then(exact)
}

/// What an item costs; none where there is no such item.
fn price_of(item: &str) -> io::Result<Option<u64>> {
    let path = format!("/prices/{}", utf8_percent_encode(item, ESCAPED));
    match get("CONNECT_PRICES", &path)? {
        (404, _) => Ok(None),
        (200, answer) => whole_number(&answer["cents"])
            .map(Some)
            .ok_or_else(|| io::Error::other("no price")),
        (status, _) => Err(io::Error::other(format!("status {status}"))),
    }
}

fn parse(body: &[u8]) -> Option<(String, u64)> {
    let order: Value = serde_json::from_slice(body).ok()?;
    let item = order["item"].as_str().filter(|item| !item.is_empty())?;
    let quantity =
        whole_number(&order["quantity"]).filter(|quantity| (1..=MOST_OF_ONE).contains(quantity))?;
    Some((item.to_owned(), quantity))
}

fn take(orders: &mut Vec<Value>, body: &[u8]) -> Response {
    let Some((item, quantity)) = parse(body) else {
        return Response::failed(400, "bad order");
    };
    match price_of(&item) {
        Ok(Some(cents)) => {
            let id = orders.len() + 1;
            let order =
                json!({ "id": id, "item": item, "quantity": quantity, "cents": cents * quantity });
            orders.push(order.clone());
            Response {
                location: Some(format!("/orders/{id}")),
                ..Response::new(201, order)
            }
        }
        Ok(None) => Response::failed(422, "no such item"),
        Err(_) => Response::failed(502, "no price"),
    }
}

/// The order at a path: its ID is written without zeros before it.
fn find<'a>(orders: &'a [Value], path: &str) -> Option<&'a Value> {
    let text = path
        .strip_prefix("/orders/")
        .filter(|text| text.starts_with(|first| ('1'..='9').contains(&first)))?;
    orders.get(text.parse::<usize>().ok()? - 1)
}

fn answer(orders: &mut Vec<Value>, Request { method, path, body }: &Request) -> Response {
    if path == "/orders" {
        return match method.as_str() {
            "POST" => take(orders, body),
            _ => Response::failed(405, "only POST"),
        };
    }
    match find(orders, path) {
        None => Response::failed(404, "no such order"),
        Some(order) if method == "GET" => Response::new(200, order.clone()),
        Some(_) => Response::failed(405, "only GET"),
    }
}

fn main() -> io::Result<()> {
    let connections = env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .expect("a count");
    let mut orders = Vec::new();
    serve("http", connections, |request| answer(&mut orders, request))
}

// The HTTP of both services: one request a connection, JSON bodies.
#![allow(dead_code)] // each service uses a part of it

use crate::clients::{self, now};
use crate::sockets::{address_of, connect, Connection};
use percent_encoding::percent_decode_str;
use serde_json::{json, Value};
use std::io::{self, ErrorKind, Read, Write};

const MOST_BYTES: usize = 16384;
const MOST_HEADERS: usize = 64;

pub struct Request {
    pub method: String,
    /// Decoded; empty where that is not UTF-8.
    pub path: String,
    pub body: Vec<u8>,
}

pub struct Response {
    pub status: u16,
    pub value: Value,
    pub location: Option<String>,
}

impl Response {
    pub fn new(status: u16, value: Value) -> Response {
        Response {
            status,
            value,
            location: None,
        }
    }

    pub fn failed(status: u16, error: &str) -> Response {
        Response::new(status, json!({ "error": error }))
    }

    fn to_text(&self) -> String {
        let Response { status, value, .. } = self;
        let body = format!("{value}\n");
        let location = self
            .location
            .as_ref()
            .map_or(String::new(), |path| format!("Location: {path}\r\n"));
        format!(
            "HTTP/1.1 {status} {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{location}Connection: close\r\n\r\n{body}",
            reason(*status),
            body.len(),
        )
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        422 => "Unprocessable Content",
        502 => "Bad Gateway",
        _ => unreachable!("no service answers {status}"),
    }
}

/// Serves so many connections at the listener of that name, several at once.
pub fn serve(
    name: &str,
    connections: usize,
    mut answer: impl FnMut(&Request) -> Response,
) -> io::Result<()> {
    clients::serve::<_, Client>(name, connections, &mut answer)
}

struct Client {
    connection: Connection,
    received: Vec<u8>,
}

impl<Answer: FnMut(&Request) -> Response> clients::Client<Answer> for Client {
    fn greet(connection: Connection, _: &mut Answer) -> io::Result<Self> {
        Ok(Client {
            connection,
            received: Vec::new(),
        })
    }

    /// Takes what has come; false once it is answered or the client has gone.
    fn serve(&mut self, answer: &mut Answer) -> io::Result<bool> {
        now(self.take(answer)).map(|done| !done.unwrap_or(false))
    }

    fn connection(&self) -> &Connection {
        &self.connection
    }
}

impl Client {
    fn take(&mut self, mut answer: impl FnMut(&Request) -> Response) -> io::Result<bool> {
        let mut buffer = [0; 4096];
        let size = self.connection.read_now(&mut buffer)?;
        if size == 0 {
            return Ok(true);
        }
        self.received.extend_from_slice(&buffer[..size]);
        let response = match parse(&self.received) {
            Ok(Some(request)) => answer(&request),
            Ok(None) if self.received.len() <= MOST_BYTES => return Ok(false),
            Ok(None) | Err(NoHttp) => Response::failed(400, "bad request"),
        };
        self.connection.write_all(response.to_text().as_bytes())?;
        Ok(true)
    }
}

struct NoHttp;

impl From<httparse::Error> for NoHttp {
    fn from(_: httparse::Error) -> NoHttp {
        NoHttp
    }
}

/// A whole request; none where more has to come.
fn parse(bytes: &[u8]) -> Result<Option<Request>, NoHttp> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut head = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(start) = head.parse(bytes)? else {
        return Ok(None);
    };
    let (Some(method), Some(path)) = (head.method, head.path.filter(|path| path.starts_with('/')))
    else {
        return Err(NoHttp);
    };
    let size = content_length(head.headers)?.unwrap_or(0);
    if size > MOST_BYTES {
        return Err(NoHttp);
    }
    let Some(body) = bytes.get(start..start + size) else {
        return Ok(None);
    };
    let path = percent_decode_str(path)
        .decode_utf8()
        .unwrap_or_default()
        .into_owned();
    Ok(Some(Request {
        method: method.to_owned(),
        path,
        body: body.to_vec(),
    }))
}

fn content_length(headers: &[httparse::Header]) -> Result<Option<usize>, NoHttp> {
    let Some(header) = headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case("content-length"))
    else {
        return Ok(None);
    };
    std::str::from_utf8(header.value)
        .ok()
        .and_then(|text| text.parse().ok())
        .map(Some)
        .ok_or(NoHttp)
}

/// Asks another service; gives status and value. What does not answer as it must is an error.
pub fn get(variable: &str, path: &str) -> io::Result<(u16, Value)> {
    let address = address_of(variable)?;
    let mut connection = connect(address)?;
    connection.write_all(
        format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes(),
    )?;
    let mut bytes = Vec::new();
    connection.read_to_end(&mut bytes)?;
    whole(&bytes).ok_or_else(|| io::Error::new(ErrorKind::InvalidData, "no whole answer"))
}

fn whole(bytes: &[u8]) -> Option<(u16, Value)> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut head = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(start) = head.parse(bytes).ok()? else {
        return None;
    };
    let body = &bytes[start..];
    let size = content_length(head.headers).ok()??;
    if body.len() != size {
        return None;
    }
    Some((head.code?, serde_json::from_slice(body).ok()?))
}

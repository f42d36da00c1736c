// One request and its response.
use std::fs::File;
use std::io::{copy, Error, ErrorKind, Read, Result, Write};
use std::path::Path;

use httparse::{Request, Status};
use percent_encoding::percent_decode_str;

use crate::folders::open;

pub const MOST_HEAD: usize = 8192;
const TEXT: &str = "text/plain; charset=utf-8";

/// The reasons not to give a file.
#[derive(Clone, Copy)]
pub enum Refusal {
    BadRequest,
    NotFound,
    MethodNotAllowed,
    HeadTooLarge,
}

impl Refusal {
    fn line(self) -> (&'static str, &'static str) {
        match self {
            Refusal::BadRequest => ("400 Bad Request", "bad request\n"),
            Refusal::NotFound => ("404 Not Found", "not found\n"),
            Refusal::MethodNotAllowed => ("405 Method Not Allowed", "method not allowed\n"),
            Refusal::HeadTooLarge => (
                "431 Request Header Fields Too Large",
                "request header fields too large\n",
            ),
        }
    }
}

/// Writes a response's head and body; `keep` is whether the connection stays open.
struct Response<'a, W: Write> {
    to: &'a mut W,
    with_body: bool,
    keep: bool,
}

impl<W: Write> Response<'_, W> {
    fn send(
        &mut self,
        status: &str,
        kind: &str,
        length: u64,
        more: &str,
        body: impl Read,
    ) -> Result<()> {
        let close = if self.keep {
            ""
        } else {
            "Connection: close\r\n"
        };
        write!(self.to, "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{more}{close}\r\n")?;
        if self.with_body {
            copy(&mut body.take(length), self.to)?;
        }
        Ok(())
    }

    fn refuse(&mut self, refusal: Refusal) -> Result<()> {
        let (status, body) = refusal.line();
        let more = if matches!(refusal, Refusal::MethodNotAllowed) {
            "Allow: GET, HEAD\r\n"
        } else {
            ""
        };
        self.send(status, TEXT, body.len() as u64, more, body.as_bytes())
    }
}

struct Parsed {
    method: String,
    path: String,
    keep: bool,
}

fn parse(head: &[u8]) -> Option<Parsed> {
    let mut headers = [httparse::EMPTY_HEADER; 100];
    let mut request = Request::new(&mut headers);
    if !matches!(request.parse(head), Ok(Status::Complete(size)) if size == head.len()) {
        return None;
    }
    let modern = request.version? == 1;
    let header = |name: &str| {
        request
            .headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name))
    };
    let closing = header("Connection")
        .is_some_and(|header| header.value.trim_ascii().eq_ignore_ascii_case(b"close"));
    let has_body = header("Content-Length")
        .or(header("Transfer-Encoding"))
        .is_some();
    if modern && header("Host").is_none() {
        return None;
    }
    let path = decode(request.path?.split('?').next()?)?;
    Some(Parsed {
        method: request.method?.to_owned(),
        path,
        keep: modern && !closing && !has_body,
    })
}

fn decode(path: &str) -> Option<String> {
    let whole = path.split('%').skip(1).all(|after| {
        let code = after.as_bytes();
        code.len() >= 2 && code[..2].iter().all(u8::is_ascii_hexdigit) && &code[..2] != b"00"
    });
    let text = percent_decode_str(path).decode_utf8().ok()?;
    (whole && text.starts_with('/')).then(|| text.into_owned())
}

fn kind(path: &str) -> &'static str {
    match Path::new(path)
        .extension()
        .and_then(|ending| ending.to_str())
    {
        Some("html") => "text/html; charset=utf-8",
        Some("txt") => TEXT,
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

fn find(path: &str) -> Result<(File, u64)> {
    if path.split('/').any(|segment| segment == "..") {
        return Err(Error::from(ErrorKind::NotFound));
    }
    let file = open("/site", path)?;
    let about = file.metadata()?;
    if about.is_file() {
        Ok((file, about.len()))
    } else {
        Err(Error::from(ErrorKind::NotFound))
    }
}

/// Answers the request whose head this is; gives whether the connection stays open.
pub fn answer(head: &[u8], to: &mut impl Write) -> Result<bool> {
    let Some(request) = parse(head) else {
        return refuse(Refusal::BadRequest, to);
    };
    let with_body = match request.method.as_str() {
        "GET" => true,
        "HEAD" => false,
        _ => return refuse(Refusal::MethodNotAllowed, to),
    };
    let mut response = Response {
        to,
        with_body,
        keep: request.keep,
    };
    let path = if request.path == "/" {
        "index.html"
    } else {
        &request.path[1..]
    };
    match find(path) {
        Ok((file, size)) => response.send("200 OK", kind(path), size, "", file)?,
        Err(_) => response.refuse(Refusal::NotFound)?,
    }
    Ok(request.keep)
}

/// Answers with an error that ends the connection.
pub fn refuse(refusal: Refusal, to: &mut impl Write) -> Result<bool> {
    Response {
        to,
        with_body: true,
        keep: false,
    }
    .refuse(refusal)?;
    Ok(false)
}

//! Sends HTTP requests to the address that CONNECT_SERVER names, by wasi:http/outgoing-handler.
mod asking;
mod fields;
mod parts;

use asking::Asking;
use fields::{lines_of, told_of};
use parts::set_parts;
use std::env;
use std::io::{self, Read, Write};
use wasi::Request;
use wasip2::http::outgoing_handler::handle;
use wasip2::http::types::{
    ErrorCode, Fields, FutureIncomingResponse, IncomingBody, IncomingResponse, OutgoingBody,
    RequestOptions,
};
use wasip2::io::streams::{OutputStream, StreamError};

/// What both versions of WASI use, by the names of this one.
mod wasi {
    pub use wasip2::http::types::{Method, OutgoingRequest as Request, Scheme};
}

/// A limit that the engine does not know.
struct Unsupported;

fn options_of(asking: &Asking) -> Result<Option<RequestOptions>, Unsupported> {
    let Some(limits) = &asking.limits else {
        return Ok(None);
    };
    let options = RequestOptions::new();
    let nanoseconds = |limit: Option<u64>| limit.map(|milliseconds| milliseconds * 1_000_000);
    let set = options
        .set_connect_timeout(nanoseconds(limits.connect))
        .and_then(|()| options.set_first_byte_timeout(nanoseconds(limits.first_byte)))
        .and_then(|()| options.set_between_bytes_timeout(nanoseconds(limits.between_bytes)));
    set.map(|()| Some(options)).map_err(|()| Unsupported)
}

/// A stream takes at most 4096 bytes at once.
fn write(output: &OutputStream, bytes: &[u8]) -> Result<(), StreamError> {
    for piece in bytes.chunks(4096) {
        output.blocking_write_and_flush(piece)?;
    }
    Ok(())
}

/// Sends a request with its body, and does not wait for the response.
fn send(
    asking: &Asking,
    options: Option<RequestOptions>,
) -> Result<FutureIncomingResponse, ErrorCode> {
    let headers = Fields::from_list(&asking.headers).expect("headers that may be sent");
    let request = Request::new(headers);
    let server = env::var("CONNECT_SERVER").expect("the server's address");
    set_parts(&request, asking, &server);
    let body = request.body().expect("the body, once");
    let response = handle(request, options)?;
    send_body(asking, body)?;
    Ok(response)
}

fn send_body(asking: &Asking, body: OutgoingBody) -> Result<(), ErrorCode> {
    if asking.has_body() {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).expect("standard input");
        let output = body.write().expect("the stream, once");
        write(&output, &bytes).map_err(|_| ErrorCode::HttpRequestBodySize(None))?;
    }
    let trailers = asking.trailers.as_ref();
    let trailers = trailers.map(|list| Fields::from_list(list).expect("trailers"));
    OutgoingBody::finish(body, trailers)
}

fn wait(response: FutureIncomingResponse) -> Result<IncomingResponse, ErrorCode> {
    response.subscribe().block();
    response.get().expect("a response").expect("it, once")
}

/// Writes the body as it comes; whether it came to its end.
fn copy(body: &IncomingBody, out: &mut impl Write) -> io::Result<bool> {
    let input = body.stream().expect("the stream, once");
    loop {
        match input.blocking_read(65536) {
            Ok(bytes) => out.write_all(&bytes)?,
            Err(StreamError::Closed) => return Ok(true),
            Err(StreamError::LastOperationFailed(_)) => return Ok(false),
        }
    }
}

/// Lines of the trailers; nothing where the message broke off before.
fn trailers_of(body: IncomingBody) -> Option<String> {
    let trailers = IncomingBody::finish(body);
    trailers.subscribe().block();
    let found = trailers.get().expect("trailers").expect("them, once");
    let fields = found.ok()?.map(|fields| fields.entries());
    Some(lines_of(fields.unwrap_or_default(), "trailer "))
}

fn print(response: IncomingResponse) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let headers = told_of(response.headers().entries());
    write!(out, "{}\n{headers}", response.status())?;
    let body = response.consume().expect("the body, once");
    let whole = copy(&body, &mut out)?;
    let trailers = if whole { trailers_of(body) } else { None };
    out.write_all(trailers.unwrap_or("broken\n".into()).as_bytes())
}

fn tell(answer: Result<IncomingResponse, ErrorCode>) -> io::Result<()> {
    match answer {
        Ok(response) => print(response),
        Err(_) => writeln!(io::stdout(), "failed"),
    }
}

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let asking = Asking::of(&args);
    for _ in 0..asking.again.max(1) {
        let sent: Result<Vec<_>, Unsupported> = (0..asking.at_once.max(1))
            .map(|_| options_of(&asking).map(|options| send(&asking, options)))
            .collect();
        let Ok(sent) = sent else {
            return writeln!(io::stdout(), "unsupported");
        };
        for response in sent {
            tell(response.and_then(wait))?;
        }
    }
    Ok(())
}

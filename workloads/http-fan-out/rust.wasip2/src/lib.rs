//! A handler that asks three servers at once, by wasi:http/incoming-handler and outgoing-handler.
mod upstream;

use upstream::{begin, trailers_of, wait};
use wasip2::exports::http::incoming_handler::Guest;
use wasip2::http::types::{
    ErrorCode, Fields, FutureIncomingResponse, IncomingRequest, Method, OutgoingBody,
    OutgoingResponse, ResponseOutparam,
};
use wasip2::io::streams::StreamError;

wasip2::http::proxy::export!(Handler);

struct Handler;

impl Guest for Handler {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        let path = request.path_with_query().unwrap_or_default();
        let asked = ["ONE", "TWO", "THREE"].map(|name| (name, ask(name, &path)));
        let response = OutgoingResponse::new(Fields::new());
        let body = response.body().expect("the body, once");
        ResponseOutparam::set(out, Ok(response));
        let stream = body.write().expect("its stream, once");
        for (name, future) in asked {
            let told = future.and_then(told_of).unwrap_or_else(|_| "failed\n".into());
            let line = format!("{} {told}", name.to_lowercase());
            // The client may have gone.
            let _ = stream.blocking_write_and_flush(line.as_bytes());
        }
        drop(stream);
        let _ = OutgoingBody::finish(body, None);
    }
}

/// Sends a request, and does not wait for the response.
fn ask(name: &str, path: &str) -> Result<FutureIncomingResponse, ErrorCode> {
    let (body, response) = begin(name, &Method::Get, Some(path), &[])?;
    OutgoingBody::finish(body, None)?;
    Ok(response)
}

/// Status and body of a response.
fn told_of(future: FutureIncomingResponse) -> Result<String, ErrorCode> {
    let response = wait(future)?;
    let status = response.status();
    let body = response.consume().expect("the body, once");
    let input = body.stream().expect("the stream, once");
    let mut bytes = Vec::new();
    loop {
        match input.blocking_read(65536) {
            Ok(piece) => bytes.extend(piece),
            Err(StreamError::Closed) => break,
            Err(StreamError::LastOperationFailed(_)) => return Ok("broken\n".into()),
        }
    }
    drop(input);
    Ok(match trailers_of(body) {
        Ok(_) => format!("{status}\n{}", String::from_utf8_lossy(&bytes)),
        Err(_) => "broken\n".into(),
    })
}

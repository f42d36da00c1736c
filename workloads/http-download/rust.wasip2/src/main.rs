//! Asks CONNECT_SERVER for a path, and tells length and hash of what comes, by wasi:http/outgoing-handler.
mod count;

use count::Count;
use std::env;
use wasip2::http::outgoing_handler::handle;
use wasip2::http::types::{
    ErrorCode, Fields, IncomingResponse, OutgoingBody, OutgoingRequest, Scheme,
};
use wasip2::io::streams::StreamError;

fn ask(path: &str) -> Result<IncomingResponse, ErrorCode> {
    let request = OutgoingRequest::new(Fields::new());
    let server = env::var("CONNECT_SERVER").expect("the server's address");
    request
        .set_path_with_query(Some(path))
        .and_then(|()| request.set_scheme(Some(&Scheme::Http)))
        .and_then(|()| request.set_authority(Some(&server)))
        .expect("parts of a request");
    let body = request.body().expect("the body, once");
    let response = handle(request, None)?;
    OutgoingBody::finish(body, None)?;
    response.subscribe().block();
    response.get().expect("a response").expect("it, once")
}

fn main() {
    let path = env::args().nth(1).expect("usage: main PATH");
    let response = ask(&path).expect("a response");
    println!("{}", response.status());
    let body = response.consume().expect("the body, once");
    let input = body.stream().expect("the stream, once");
    let mut count = Count::new();
    loop {
        match input.blocking_read(65536) {
            Ok(bytes) => count.add(&bytes),
            Err(StreamError::Closed) => break,
            Err(StreamError::LastOperationFailed(error)) => panic!("{}", error.to_debug_string()),
        }
    }
    print!("{}", count.told());
}

//! Sends one HTTP request to the address that CONNECT_SERVER names, by wasi:http/outgoing-handler.
use std::env;
use std::io::{self, Read, Write};
use wasip2::http::outgoing_handler::handle;
use wasip2::http::types::{
    ErrorCode, Fields, IncomingBody, IncomingResponse, Method, OutgoingBody, OutgoingRequest, Scheme,
};
use wasip2::io::streams::{OutputStream, StreamError};

fn method_of(name: &str) -> Method {
    match name {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "DELETE" => Method::Delete,
        other => Method::Other(other.into()),
    }
}

/// A stream takes at most 4096 bytes at once.
fn write(output: &OutputStream, bytes: &[u8]) -> Result<(), StreamError> {
    for piece in bytes.chunks(4096) {
        output.blocking_write_and_flush(piece)?;
    }
    Ok(())
}

fn ask(args: &[String]) -> Result<IncomingResponse, ErrorCode> {
    let [method, path, headers @ ..] = args else {
        panic!("usage: main METHOD PATH [NAME:VALUE...]");
    };
    let headers: Vec<(String, Vec<u8>)> = headers
        .iter()
        .filter_map(|text| text.split_once(':'))
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    let headers = Fields::from_list(&headers).expect("headers that may be sent");
    let request = OutgoingRequest::new(headers);
    let method = method_of(method);
    let has_body = matches!(method, Method::Post | Method::Put);
    request.set_method(&method).expect("a method");
    request.set_path_with_query(Some(path)).expect("a path");
    request.set_scheme(Some(&Scheme::Http)).expect("a scheme");
    let server = env::var("CONNECT_SERVER").expect("the server's address");
    request.set_authority(Some(&server)).expect("an authority");
    let body = request.body().expect("the body, once");
    let response = handle(request, None)?;
    if has_body {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).expect("standard input");
        let output = body.write().expect("the stream, once");
        write(&output, &bytes).expect("somebody who takes the body");
    }
    OutgoingBody::finish(body, None)?;
    response.subscribe().block();
    response.get().expect("a response").expect("it, once")
}

fn print(response: &IncomingResponse) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", response.status())?;
    let mut headers: Vec<String> = response
        .headers()
        .entries()
        .into_iter()
        .filter(|(name, _)| name.starts_with("x-"))
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(&value)))
        .collect();
    headers.sort();
    for header in headers {
        writeln!(out, "{header}")?;
    }
    let body: IncomingBody = response.consume().expect("the body, once");
    let input = body.stream().expect("the stream, once");
    loop {
        match input.blocking_read(65536) {
            Ok(bytes) => out.write_all(&bytes)?,
            Err(StreamError::Closed) => return out.flush(),
            Err(StreamError::LastOperationFailed(_)) => return writeln!(out, "broken"),
        }
    }
}

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    match ask(&args) {
        Ok(response) => print(&response),
        Err(_) => writeln!(io::stdout(), "failed"),
    }
}

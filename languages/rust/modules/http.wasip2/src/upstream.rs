//! What a handler asks another server, by wasi:http@0.2.
use wasip2::http::outgoing_handler::handle;
use wasip2::http::types::{
    ErrorCode, Fields, FutureIncomingResponse, IncomingBody, IncomingResponse, Method,
    OutgoingBody, OutgoingRequest, Scheme,
};
use wasip2::io::streams::{InputStream, OutputStream, StreamError};

/// How the copying of a body ended.
pub enum Copied {
    Whole,
    /// It breaks off where it comes from.
    Broken,
    /// Nobody takes the rest.
    Refused,
}

/// Begins a request to the server that CONNECT_NAME names: where its body goes, and where its response comes from.
pub fn begin(
    name: &str,
    method: &Method,
    path: Option<&str>,
    headers: &[(String, Vec<u8>)],
) -> Result<(OutgoingBody, FutureIncomingResponse), ErrorCode> {
    let server = std::env::var(format!("CONNECT_{name}")).expect("the server's address");
    let request = OutgoingRequest::new(Fields::from_list(headers).expect("headers"));
    request
        .set_method(method)
        .and_then(|()| request.set_path_with_query(path))
        .and_then(|()| request.set_scheme(Some(&Scheme::Http)))
        .and_then(|()| request.set_authority(Some(&server)))
        .expect("parts of a request");
    let body = request.body().expect("the body, once");
    Ok((body, handle(request, None)?))
}

pub fn wait(response: FutureIncomingResponse) -> Result<IncomingResponse, ErrorCode> {
    response.subscribe().block();
    response.get().expect("a response").expect("it, once")
}

/// Copies what comes as it comes.
pub fn copy(input: &InputStream, output: &OutputStream) -> Copied {
    loop {
        // A stream takes at most 4096 bytes at once.
        let piece = match input.blocking_read(4096) {
            Ok(piece) => piece,
            Err(StreamError::Closed) => return Copied::Whole,
            Err(StreamError::LastOperationFailed(_)) => return Copied::Broken,
        };
        if output.blocking_write_and_flush(&piece).is_err() {
            return Copied::Refused;
        }
    }
}

/// The trailers of a body whose stream is at its end, where it has some; an error where it broke off.
pub fn trailers_of(body: IncomingBody) -> Result<Option<Fields>, ErrorCode> {
    let trailers = IncomingBody::finish(body);
    trailers.subscribe().block();
    let found = trailers.get().expect("trailers").expect("them, once")?;
    Ok(found.filter(|fields| !fields.entries().is_empty()))
}

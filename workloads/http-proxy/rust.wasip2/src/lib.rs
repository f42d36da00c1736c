//! A handler that asks another server what it is asked, by wasi:http/incoming-handler and outgoing-handler.
mod fields;
mod passed;
mod upstream;

use passed::passed;
use upstream::{begin, copy, trailers_of, wait, Copied};
use wasip2::exports::http::incoming_handler::Guest;
use wasip2::http::types::{
    ErrorCode, Fields, IncomingBody, IncomingRequest, IncomingResponse, OutgoingBody,
    OutgoingResponse, ResponseOutparam,
};

wasip2::http::proxy::export!(Handler);

struct Handler;

impl Guest for Handler {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        match forward(request) {
            Ok(response) => give_back(response, out),
            Err(_) => refuse(out),
        }
    }
}

/// Sends the request on, its body as it comes.
fn forward(request: IncomingRequest) -> Result<IncomingResponse, ErrorCode> {
    let headers = passed(request.headers().entries());
    let path = request.path_with_query();
    let (output, response) = begin("UPSTREAM", &request.method(), path.as_deref(), &headers)?;
    let body = request.consume().expect("the body, once");
    if let Some(trailers) = pour(body, &output)? {
        OutgoingBody::finish(output, trailers)?;
    }
    wait(response)
}

/// Copies a body; its trailers, unless nobody takes the rest. An error where it breaks off.
fn pour(body: IncomingBody, output: &OutgoingBody) -> Result<Option<Option<Fields>>, ErrorCode> {
    let input = body.stream().expect("the stream, once");
    let stream = output.write().expect("the stream, once");
    match copy(&input, &stream) {
        Copied::Broken => Err(ErrorCode::HttpRequestBodySize(None)),
        Copied::Refused => Ok(None),
        Copied::Whole => {
            drop(input);
            trailers_of(body).map(Some)
        }
    }
}

/// Gives the response back, its body as it comes. One that breaks off is not finished.
fn give_back(response: IncomingResponse, out: ResponseOutparam) {
    let headers = passed(response.headers().entries());
    let own = OutgoingResponse::new(Fields::from_list(&headers).expect("headers"));
    own.set_status_code(response.status()).expect("a status");
    let output = own.body().expect("the body, once");
    ResponseOutparam::set(out, Ok(own));
    let body = response.consume().expect("the body, once");
    if let Ok(Some(trailers)) = pour(body, &output) {
        // The client may have gone.
        let _ = OutgoingBody::finish(output, trailers);
    }
}

fn refuse(out: ResponseOutparam) {
    let own = OutgoingResponse::new(Fields::new());
    own.set_status_code(502).expect("a status");
    let output = own.body().expect("the body, once");
    ResponseOutparam::set(out, Ok(own));
    let stream = output.write().expect("the stream, once");
    let _ = stream.blocking_write_and_flush(b"no answer\n");
    drop(stream);
    let _ = OutgoingBody::finish(output, None);
}

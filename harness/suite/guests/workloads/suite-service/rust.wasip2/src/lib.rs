//! A service that is a client as well, where it is asked for /relay.
use std::env;
use wasip2::exports::http::incoming_handler::Guest;
use wasip2::http::outgoing_handler::handle;
use wasip2::http::types::{
    Fields, IncomingBody, IncomingRequest, OutgoingBody, OutgoingRequest, OutgoingResponse,
    ResponseOutparam, Scheme,
};
use wasip2::io::streams::StreamError;

wasip2::http::proxy::export!(Handler);

struct Handler;

impl Guest for Handler {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        let (status, body) = match request.path_with_query().as_deref() {
            Some("/relay") => relay(),
            _ => (200, read(request.consume().expect("the body, once"))),
        };
        let response = OutgoingResponse::new(Fields::new());
        response.set_status_code(status).expect("a status");
        let outgoing = response.body().expect("the body, once");
        ResponseOutparam::set(out, Ok(response));
        let stream = outgoing.write().expect("the stream, once");
        stream
            .blocking_write_and_flush(&body)
            .expect("a body that is taken");
        drop(stream);
        OutgoingBody::finish(outgoing, None).expect("a whole response");
    }
}

fn relay() -> (u16, Vec<u8>) {
    let address = env::var("HTTP_SERVER_MAIN").expect("the server's address");
    let request = OutgoingRequest::new(Fields::new());
    request.set_scheme(Some(&Scheme::Http)).expect("a scheme");
    request.set_authority(Some(&address)).expect("an authority");
    request.set_path_with_query(Some("/")).expect("a path");
    let response = handle(request, None).expect("a request that may be sent");
    response.subscribe().block();
    let response = response.get().expect("a response").expect("it, once");
    let response = response.expect("an answer");
    let status = response.status();
    (status, read(response.consume().expect("the body, once")))
}

fn read(body: IncomingBody) -> Vec<u8> {
    let stream = body.stream().expect("the stream, once");
    let mut whole = Vec::new();
    loop {
        match stream.blocking_read(65536) {
            Ok(bytes) => whole.extend(bytes),
            Err(StreamError::Closed) => return whole,
            Err(error) => panic!("a body that broke off: {error}"),
        }
    }
}

// A handler of HTTP requests: the engine calls it for each one.
use std::io;
use wasip2::exports::http::incoming_handler::Guest;
use wasip2::http::types::{
    Fields, IncomingRequest, Method, OutgoingBody, OutgoingResponse, ResponseOutparam,
};

wasip2::http::proxy::export!(Handler);

struct Handler;

impl Guest for Handler {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        match (request.method(), request.path_with_query().as_deref()) {
            (Method::Get, Some("/hello")) => respond(out, 200, &b"hello\n"[..]),
            (Method::Head, Some("/hello")) => respond(out, 200, &b""[..]),
            (Method::Post, Some("/echo")) => {
                let body = request.consume().expect("the body is taken once");
                respond(out, 200, body.stream().expect("its stream is taken once"));
            }
            (Method::Head, _) => respond(out, 404, &b""[..]),
            _ => respond(out, 404, &b"nothing here\n"[..]),
        }
    }
}

/// Sends the head, then the body as it comes.
fn respond(out: ResponseOutparam, status: u16, mut content: impl io::Read) {
    let headers = Fields::from_list(&[("content-type".to_owned(), b"text/plain".to_vec())])
        .expect("a header that may be set");
    let response = OutgoingResponse::new(headers);
    response.set_status_code(status).expect("a status");
    let body = response.body().expect("the body is taken once");
    ResponseOutparam::set(out, Ok(response));
    let mut stream = body.write().expect("its stream is taken once");
    io::copy(&mut content, &mut stream).expect("the client reads");
    drop(stream);
    OutgoingBody::finish(body, None).expect("the body is whole");
}

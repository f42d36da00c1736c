//! A handler of HTTP requests that tells what it is asked, by wasi:http/incoming-handler.
mod fields;

use fields::{lines_of, Field};
use wasip2::exports::http::incoming_handler::Guest;
use wasip2::http::types::{
    ErrorCode, Fields, IncomingBody, IncomingRequest, Method, OutgoingBody, OutgoingResponse,
    ResponseOutparam, Scheme,
};
use wasip2::io::streams::StreamError;

wasip2::http::proxy::export!(Handler);

struct Handler;

/// What is answered: a body of no bytes where there is none.
struct Answer {
    status: u16,
    headers: Vec<Field>,
    body: String,
    trailers: Option<Vec<Field>>,
}

fn answer(status: u16, body: String) -> Answer {
    Answer {
        status,
        headers: Vec::new(),
        body,
        trailers: None,
    }
}

impl Guest for Handler {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        let path = request.path_with_query().unwrap_or_default();
        let headers = request.headers().entries();
        match path.split('?').next().unwrap_or_default() {
            "/tell" => send(out, answer(200, tell(&request, &path))),
            "/origin" => send(out, answer(200, origin(&request))),
            "/headers" => send(out, answer(200, lines_of(told(headers), ""))),
            "/repeat" => send(
                out,
                Answer {
                    headers: told(headers),
                    ..answer(200, String::new())
                },
            ),
            "/trailers" => send(out, trailers(request)),
            "/empty" => send(out, answer(200, String::new())),
            "/teapot" => send(out, answer(418, "short and stout\n".into())),
            "/no-content" => send(out, answer(204, String::new())),
            "/error" => ResponseOutparam::set(out, Err(ErrorCode::InternalError(None))),
            "/trap" => panic!("as asked"),
            "/late" => {
                let _unfinished = begin(out, answer(200, "hello\n".into()));
                panic!("as asked")
            }
            "/cut" => drop(begin(out, answer(200, "hello\n".into()))),
            _ => send(out, answer(404, "nothing here\n".into())),
        }
    }
}

fn told(mut fields: Vec<Field>) -> Vec<Field> {
    fields.retain(|(name, _)| name.starts_with("x-"));
    fields
}

fn tell(request: &IncomingRequest, path: &str) -> String {
    let method = match request.method() {
        Method::Other(name) => name,
        known => format!("{known:?}").replace("Method::", "").to_uppercase(),
    };
    format!("{method} {path}\n")
}

fn origin(request: &IncomingRequest) -> String {
    let scheme = match request.scheme() {
        Some(Scheme::Other(name)) => name,
        known => format!("{known:?}"),
    };
    let authority = request.authority().unwrap_or_default();
    format!("{scheme} {authority}\n")
}

/// Length of the body and trailers of the request; the length is a trailer of the response as well.
fn trailers(request: IncomingRequest) -> Answer {
    let body = request.consume().expect("the body, once");
    let mut length = 0;
    let input = body.stream().expect("its stream, once");
    loop {
        match input.blocking_read(65536) {
            Ok(bytes) => length += bytes.len(),
            Err(StreamError::Closed) => break,
            Err(error) => panic!("{error:?}"),
        }
    }
    drop(input);
    let future = IncomingBody::finish(body);
    future.subscribe().block();
    let found = future.get().expect("trailers").expect("them, once");
    let fields = found.expect("a whole body").map(|fields| fields.entries());
    let told = lines_of(fields.unwrap_or_default(), "trailer ");
    Answer {
        headers: vec![("trailer".into(), b"x-length".to_vec())],
        trailers: Some(vec![("x-length".into(), length.to_string().into())]),
        ..answer(200, format!("{length}\n{told}"))
    }
}

/// Sends the head and the body, and does not finish it.
fn begin(out: ResponseOutparam, answer: Answer) -> OutgoingBody {
    let headers = Fields::from_list(&answer.headers).expect("headers that may be set");
    let response = OutgoingResponse::new(headers);
    response.set_status_code(answer.status).expect("a status");
    let body = response.body().expect("the body, once");
    ResponseOutparam::set(out, Ok(response));
    if !answer.body.is_empty() {
        let stream = body.write().expect("its stream, once");
        stream
            .blocking_write_and_flush(answer.body.as_bytes())
            .expect("a client that reads");
    }
    body
}

fn send(out: ResponseOutparam, mut answer: Answer) {
    let trailers = answer.trailers.take();
    let trailers = trailers.map(|list| Fields::from_list(&list).expect("trailers"));
    OutgoingBody::finish(begin(out, answer), trailers).expect("a whole body");
}

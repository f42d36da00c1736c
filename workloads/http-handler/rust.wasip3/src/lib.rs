//! A handler of HTTP requests: the engine calls it for each one, by wasi:http/handler.
use wasip3::exports::http::handler::Guest;
use wasip3::http::types::{ErrorCode, Fields, Method, Request, Response};
use wasip3::wit_bindgen::rt::async_support::StreamReader;

wasip3::http::service::export!(Handler);

struct Handler;

impl Guest for Handler {
    async fn handle(request: Request) -> Result<Response, ErrorCode> {
        let path = request.get_path_with_query();
        match (request.get_method(), path.as_deref()) {
            (Method::Get, Some("/hello")) => Ok(text(200, "hello\n")),
            (Method::Head, Some("/hello")) => Ok(respond(200, None)),
            (Method::Post, Some("/echo")) => Ok(echo(request)),
            (Method::Head, _) => Ok(respond(404, None)),
            _ => Ok(text(404, "nothing here\n")),
        }
    }
}

/// The engine takes the body from the request's stream as it comes.
fn echo(request: Request) -> Response {
    let (told, well) = wasip3::wit_future::new(|| Ok(()));
    drop(told);
    let (body, _) = Request::consume_body(request, well);
    respond(200, Some(body))
}

/// A text is written while the engine sends the response.
fn text(status: u16, content: &'static str) -> Response {
    let (mut writer, reader) = wasip3::wit_stream::new();
    wasip3::spawn_local(async move {
        writer.write_all(content.into()).await;
    });
    respond(status, Some(reader))
}

fn respond(status: u16, body: Option<StreamReader<u8>>) -> Response {
    let headers = Fields::from_list(&[("content-type".to_owned(), b"text/plain".to_vec())])
        .expect("a header that may be set");
    let (trailers, none) = wasip3::wit_future::new(|| Ok(None));
    drop(trailers);
    let (response, _) = Response::new(headers, body, none);
    response.set_status_code(status).expect("a status");
    response
}

//! A handler that asks another server what it is asked, by wasi:http/handler and client. Bodies and trailers are handed over as they are.
mod fields;
mod passed;

use passed::passed;
use wasip3::cli::environment::get_environment;
use wasip3::exports::http::handler::Guest;
use wasip3::http::client;
use wasip3::http::types::{ErrorCode, Fields, Request, Response, Scheme};
use wasip3::wit_bindgen::rt::async_support::FutureReader;

wasip3::http::service::export!(Handler);

struct Handler;

impl Guest for Handler {
    async fn handle(request: Request) -> Result<Response, ErrorCode> {
        match client::send(forward(request)).await {
            Ok(response) => Ok(give_back(response)),
            Err(_) => Ok(refuse()),
        }
    }
}

/// What the sender of a body is told of its fate.
fn well() -> FutureReader<Result<(), ErrorCode>> {
    wasip3::wit_future::new(|| Ok(())).1
}

fn forward(request: Request) -> Request {
    let headers = Fields::from_list(&passed(request.get_headers().copy_all())).expect("headers");
    let (_, server) = get_environment()
        .into_iter()
        .find(|(name, _)| name == "CONNECT_UPSTREAM")
        .expect("the server's address");
    let (method, path) = (request.get_method(), request.get_path_with_query());
    let (body, trailers) = Request::consume_body(request, well());
    let (own, sent) = Request::new(headers, Some(body), trailers, None);
    wasip3::spawn_local(async move {
        let _ = sent.await;
    });
    own.set_method(&method)
        .and_then(|()| own.set_path_with_query(path.as_deref()))
        .and_then(|()| own.set_scheme(Some(&Scheme::Http)))
        .and_then(|()| own.set_authority(Some(&server)))
        .expect("parts of a request");
    own
}

fn give_back(response: Response) -> Response {
    let headers = Fields::from_list(&passed(response.get_headers().copy_all())).expect("headers");
    let status = response.get_status_code();
    let (body, trailers) = Response::consume_body(response, well());
    let (own, _) = Response::new(headers, Some(body), trailers);
    own.set_status_code(status).expect("a status");
    own
}

fn refuse() -> Response {
    let (mut writer, reader) = wasip3::wit_stream::new();
    wasip3::spawn_local(async move {
        writer.write_all(b"no answer\n".into()).await;
    });
    let (_, none) = wasip3::wit_future::new(|| Ok(None));
    let (own, _) = Response::new(Fields::new(), Some(reader), none);
    own.set_status_code(502).expect("a status");
    own
}

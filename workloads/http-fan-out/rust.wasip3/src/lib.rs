//! A handler that asks three servers at once, by wasi:http/handler and client.
use futures::stream::{FuturesOrdered, StreamExt};
use wasip3::cli::environment::get_environment;
use wasip3::exports::http::handler::Guest;
use wasip3::http::client;
use wasip3::http::types::{ErrorCode, Fields, Request, Response, Scheme};
use wasip3::wit_bindgen::rt::async_support::FutureReader;

wasip3::http::service::export!(Handler);

struct Handler;

impl Guest for Handler {
    async fn handle(request: Request) -> Result<Response, ErrorCode> {
        let path = request.get_path_with_query().unwrap_or_default();
        let (mut writer, reader) = wasip3::wit_stream::new();
        wasip3::spawn_local(async move {
            let names = ["ONE", "TWO", "THREE"];
            let mut told: FuturesOrdered<_> =
                names.map(|name| ask(name, &path)).into_iter().collect();
            while let Some(part) = told.next().await {
                writer.write_all(part.into_bytes()).await;
            }
        });
        let (_, none) = wasip3::wit_future::new(|| Ok(None));
        Ok(Response::new(Fields::new(), Some(reader), none).0)
    }
}

async fn ask(name: &str, path: &str) -> String {
    let (request, sent) = request_of(name, path);
    let told = match client::send(request).await {
        Ok(response) => told_of(response).await,
        Err(_) => "failed\n".into(),
    };
    drop(sent);
    format!("{} {told}", name.to_lowercase())
}

/// The request, and what became of it.
fn request_of(name: &str, path: &str) -> (Request, FutureReader<Result<(), ErrorCode>>) {
    let (_, server) = get_environment()
        .into_iter()
        .find(|(own, _)| *own == format!("CONNECT_{name}"))
        .expect("the server's address");
    let (_, none) = wasip3::wit_future::new(|| Ok(None));
    let (request, sent) = Request::new(Fields::new(), None, none, None);
    request
        .set_path_with_query(Some(path))
        .and_then(|()| request.set_scheme(Some(&Scheme::Http)))
        .and_then(|()| request.set_authority(Some(&server)))
        .expect("parts of a request");
    (request, sent)
}

/// Status and body of a response.
async fn told_of(response: Response) -> String {
    let status = response.get_status_code();
    let (_, well) = wasip3::wit_future::new(|| Ok(()));
    let (body, trailers) = Response::consume_body(response, well);
    let bytes = body.collect().await;
    match trailers.await {
        Ok(_) => format!("{status}\n{}", String::from_utf8_lossy(&bytes)),
        Err(_) => "broken\n".into(),
    }
}

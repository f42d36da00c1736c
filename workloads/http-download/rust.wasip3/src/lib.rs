//! Asks CONNECT_SERVER for a path, and tells length and hash of what comes, by wasi:http/client.
mod count;
mod stdio;

use count::Count;
use stdio::print;
use wasip3::cli::environment::{get_arguments, get_environment};
use wasip3::http::client;
use wasip3::http::types::{Fields, Request, Response, Scheme};
use wasip3::wit_bindgen::rt::async_support::StreamResult;

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let args = get_arguments();
        let path = args.get(1).expect("usage: main PATH");
        let (trailers, none) = wasip3::wit_future::new(|| Ok(None));
        drop(trailers);
        let (request, sent) = Request::new(Fields::new(), None, none, None);
        let (_, server) = get_environment()
            .into_iter()
            .find(|(name, _)| name == "CONNECT_SERVER")
            .expect("the server's address");
        request
            .set_path_with_query(Some(path))
            .and_then(|()| request.set_scheme(Some(&Scheme::Http)))
            .and_then(|()| request.set_authority(Some(&server)))
            .expect("parts of a request");
        let response = client::send(request).await.expect("a response");
        print(format!("{}\n", response.get_status_code())).await?;
        let (told, well) = wasip3::wit_future::new(|| Ok(()));
        let (mut body, trailers) = Response::consume_body(response, well);
        let mut count = Count::new();
        let mut piece = Vec::with_capacity(65536);
        loop {
            let (result, mut bytes) = body.read(piece).await;
            count.add(&bytes);
            bytes.clear();
            piece = bytes;
            if !matches!(result, StreamResult::Complete(_)) {
                break;
            }
        }
        trailers.await.expect("the whole body");
        drop(told);
        sent.await.expect("a request that was sent");
        print(count.told()).await
    }
}

wasip3::cli::command::export!(Program);

//! How a response is told.
use crate::fields::{lines_of, told_of};
use crate::send::Sent;
use wasip3::http::types::Response;
use wasip3::wit_bindgen::rt::async_support::{StreamResult, StreamWriter};

pub async fn say(out: &mut StreamWriter<u8>, text: &str) {
    out.write_all(text.into()).await;
}

/// Status, headers, body and trailers; `sent` tells what became of the request, if somebody asks.
pub async fn print(response: Response, sent: Option<Sent>, out: &mut StreamWriter<u8>) {
    let headers = told_of(response.get_headers().copy_all());
    say(out, &format!("{}\n{headers}", response.get_status_code())).await;
    let (told, well) = wasip3::wit_future::new(|| Ok(()));
    let (mut body, trailers) = Response::consume_body(response, well);
    let mut piece = Vec::with_capacity(65536);
    loop {
        let (result, bytes) = body.read(piece).await;
        piece = out.write_all(bytes).await;
        piece.clear();
        if !matches!(result, StreamResult::Complete(_)) {
            break;
        }
    }
    match trailers.await {
        Ok(fields) => {
            let fields = fields.map(|fields| fields.copy_all()).unwrap_or_default();
            say(out, &lines_of(fields, "trailer ")).await;
        }
        Err(_) => say(out, "broken\n").await,
    }
    drop(told);
    if let Some(sent) = sent {
        if sent.await.is_err() {
            say(out, "not sent\n").await;
        }
    }
}

//! How a request is sent.
use crate::asking::Asking;
use crate::parts::set_parts;
use crate::wasi::Request;
use wasip3::cli::environment::get_environment;
use wasip3::cli::stdin;
use wasip3::http::client;
use wasip3::http::types::{ErrorCode, Fields, RequestOptions, RequestOptionsError, Response};
use wasip3::wit_bindgen::rt::async_support::FutureReader;

/// What became of a request.
pub type Sent = FutureReader<Result<(), ErrorCode>>;

/// An error where the engine does not know a limit.
pub fn options_of(asking: &Asking) -> Result<Option<RequestOptions>, RequestOptionsError> {
    let Some(limits) = &asking.limits else {
        return Ok(None);
    };
    let options = RequestOptions::new();
    let nanoseconds = |limit: Option<u64>| limit.map(|milliseconds| milliseconds * 1_000_000);
    options.set_connect_timeout(nanoseconds(limits.connect))?;
    options.set_first_byte_timeout(nanoseconds(limits.first_byte))?;
    options.set_between_bytes_timeout(nanoseconds(limits.between_bytes))?;
    Ok(Some(options))
}

/// Sends a request; standard input goes to its body as it comes.
pub async fn send(asking: &Asking) -> Result<(Response, Sent), ErrorCode> {
    let headers = Fields::from_list(&asking.headers).expect("headers that may be sent");
    let body = asking.has_body().then(|| stdin::read_via_stream().0);
    let (told, trailers) = wasip3::wit_future::new(|| Ok(None));
    let options = options_of(asking).unwrap_or_default();
    let (request, sent) = Request::new(headers, body, trailers, options);
    let (_, server) = get_environment()
        .into_iter()
        .find(|(name, _)| name == "CONNECT_SERVER")
        .expect("the server's address");
    set_parts(&request, asking, &server);
    match &asking.trailers {
        Some(list) => {
            let fields = Fields::from_list(list).expect("trailers");
            wasip3::spawn_local(async move {
                let _ = told.write(Ok(Some(fields))).await;
            });
        }
        None => drop(told),
    }
    let response = client::send(request).await?;
    Ok((response, sent))
}

//! Sends one HTTP request to the address that CONNECT_SERVER names, by wasi:http/client.
use wasip3::cli::environment::{get_arguments, get_environment};
use wasip3::cli::{stdin, stdout};
use wasip3::http::client;
use wasip3::http::types::{ErrorCode, Fields, Method, Request, Response, Scheme};
use wasip3::wit_bindgen::rt::async_support::{FutureReader, StreamWriter};

struct Program;

/// A response, and what became of the request.
struct Asked {
    response: Response,
    sent: FutureReader<Result<(), ErrorCode>>,
}

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let (mut out, reader) = wasip3::wit_stream::new();
        let written = stdout::write_via_stream(reader);
        let args = get_arguments();
        let (forgets, words) = match &args[1..] {
            [first, rest @ ..] if first == "--forget" => (true, rest),
            words => (false, words),
        };
        match ask(words).await {
            Ok(Asked { response, sent }) => {
                let sent = (!forgets).then_some(sent);
                print(response, &mut out).await;
                if let Some(sent) = sent {
                    sent.await.map_err(|error| eprintln!("{error:?}"))?;
                }
            }
            Err(_) => say(&mut out, "failed\n").await,
        }
        drop(out);
        written.await.map_err(|_| ())
    }
}

async fn say(out: &mut StreamWriter<u8>, text: &str) {
    out.write_all(text.into()).await;
}

fn method_of(name: &str) -> Method {
    match name {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "DELETE" => Method::Delete,
        other => Method::Other(other.into()),
    }
}

async fn ask(args: &[String]) -> Result<Asked, ErrorCode> {
    let [method, path, headers @ ..] = args else {
        panic!("usage: main METHOD PATH [NAME:VALUE...]");
    };
    let headers: Vec<(String, Vec<u8>)> = headers
        .iter()
        .filter_map(|text| text.split_once(':'))
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    let headers = Fields::from_list(&headers).expect("headers that may be sent");
    let method = method_of(method);
    // The engine moves the body: standard input goes to it as it comes.
    let body = matches!(method, Method::Post | Method::Put).then(|| stdin::read_via_stream().0);
    let (trailers, none) = wasip3::wit_future::new(|| Ok(None));
    drop(trailers);
    let (request, sent) = Request::new(headers, body, none, None);
    request.set_method(&method).expect("a method");
    request.set_path_with_query(Some(path)).expect("a path");
    request.set_scheme(Some(&Scheme::Http)).expect("a scheme");
    let (_, server) = get_environment()
        .into_iter()
        .find(|(name, _)| name == "CONNECT_SERVER")
        .expect("the server's address");
    request.set_authority(Some(&server)).expect("an authority");
    let response = client::send(request).await?;
    Ok(Asked { response, sent })
}

async fn print(response: Response, out: &mut StreamWriter<u8>) {
    say(out, &format!("{}\n", response.get_status_code())).await;
    let mut headers: Vec<String> = response
        .get_headers()
        .copy_all()
        .into_iter()
        .filter(|(name, _)| name.starts_with("x-"))
        .map(|(name, value)| format!("{name}: {}\n", String::from_utf8_lossy(&value)))
        .collect();
    headers.sort();
    say(out, &headers.concat()).await;
    let (told, well) = wasip3::wit_future::new(|| Ok(()));
    let (body, trailers) = Response::consume_body(response, well);
    let bytes = body.collect().await;
    out.write_all(bytes).await;
    if trailers.await.is_err() {
        say(out, "broken\n").await;
    }
    drop(told);
}

wasip3::cli::command::export!(Program);

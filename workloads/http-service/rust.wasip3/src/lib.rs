//! A handler of HTTP requests that tells what it is asked, by wasi:http/handler.
mod fields;

use fields::{lines_of, Field};
use wasip3::exports::http::handler::Guest;
use wasip3::http::types::{ErrorCode, Fields, Method, Request, Response, Scheme};

wasip3::http::service::export!(Handler);

struct Handler;

/// What is answered: no body where it has no bytes. An error in place of trailers breaks the body off.
struct Answer {
    status: u16,
    headers: Vec<Field>,
    body: String,
    trailers: Result<Option<Vec<Field>>, ErrorCode>,
    /// Behind the body, in place of trailers.
    traps: bool,
}

fn answer(status: u16, body: String) -> Answer {
    Answer {
        status,
        headers: Vec::new(),
        body,
        trailers: Ok(None),
        traps: false,
    }
}

impl Guest for Handler {
    async fn handle(request: Request) -> Result<Response, ErrorCode> {
        let path = request.get_path_with_query().unwrap_or_default();
        let headers = request.get_headers().copy_all();
        let answer = match path.split('?').next().unwrap_or_default() {
            "/tell" => answer(200, tell(&request, &path)),
            "/origin" => answer(200, origin(&request)),
            "/headers" => answer(200, lines_of(told(headers), "")),
            "/repeat" => Answer {
                headers: told(headers),
                ..answer(200, String::new())
            },
            "/trailers" => trailers(request).await?,
            "/empty" => answer(200, String::new()),
            "/teapot" => answer(418, "short and stout\n".into()),
            "/no-content" => answer(204, String::new()),
            "/error" => return Err(ErrorCode::InternalError(None)),
            "/trap" => panic!("as asked"),
            "/late" => Answer {
                traps: true,
                ..answer(200, "hello\n".into())
            },
            "/cut" => Answer {
                trailers: Err(ErrorCode::InternalError(None)),
                ..answer(200, "hello\n".into())
            },
            _ => answer(404, "nothing here\n".into()),
        };
        Ok(respond(answer))
    }
}

fn told(mut fields: Vec<Field>) -> Vec<Field> {
    fields.retain(|(name, _)| name.starts_with("x-"));
    fields
}

fn tell(request: &Request, path: &str) -> String {
    let method = match request.get_method() {
        Method::Other(name) => name,
        known => format!("{known:?}").replace("Method::", "").to_uppercase(),
    };
    format!("{method} {path}\n")
}

fn origin(request: &Request) -> String {
    let scheme = match request.get_scheme() {
        Some(Scheme::Other(name)) => name,
        known => format!("{known:?}"),
    };
    let authority = request.get_authority().unwrap_or_default();
    format!("{scheme} {authority}\n")
}

/// Length of the body and trailers of the request; the length is a trailer of the response as well.
async fn trailers(request: Request) -> Result<Answer, ErrorCode> {
    let (told, well) = wasip3::wit_future::new(|| Ok(()));
    drop(told);
    let (body, trailers) = Request::consume_body(request, well);
    let length = body.collect().await.len();
    let fields = trailers.await?.map(|fields| fields.copy_all());
    let told = lines_of(fields.unwrap_or_default(), "trailer ");
    Ok(Answer {
        headers: vec![("trailer".into(), b"x-length".to_vec())],
        trailers: Ok(Some(vec![("x-length".into(), length.to_string().into())])),
        ..answer(200, format!("{length}\n{told}"))
    })
}

/// Body and trailers are written while the engine sends the response.
fn respond(answer: Answer) -> Response {
    let headers = Fields::from_list(&answer.headers).expect("headers that may be set");
    let (mut writer, reader) = wasip3::wit_stream::new();
    let (told, trailers) = wasip3::wit_future::new(|| Ok(None));
    let contents = (!answer.body.is_empty()).then_some(reader);
    wasip3::spawn_local(async move {
        writer.write_all(answer.body.into()).await;
        assert!(!answer.traps, "as asked");
        drop(writer);
        let fields = answer
            .trailers
            .map(|own| own.map(|list| Fields::from_list(&list).expect("trailers")));
        let _ = told.write(fields).await;
    });
    let (response, _) = Response::new(headers, contents, trailers);
    response.set_status_code(answer.status).expect("a status");
    response
}

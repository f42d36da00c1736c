//! Prints what wasi:http/types@0.3 does by itself.
mod stdio;
mod topics;

struct Program;

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let args = wasip3::cli::environment::get_arguments();
        let lines = match args.get(1).expect("usage: main TOPIC").as_str() {
            "own-body" => wasi::own_body().await,
            "no-body" => wasi::no_body().await,
            "given-options" => wasi::given_options(),
            "get-and-delete" => wasi::get_and_delete(),
            topic => topics::lines_of(topic),
        };
        stdio::print(lines.join("\n") + "\n").await
    }
}

wasip3::cli::command::export!(Program);

/// What topics of both versions of WASI use, by the names of this one.
mod wasi {
    use crate::topics::{list, result_of, set_times};
    pub use wasip3::http::types::{Fields, HeaderError, Method, RequestOptions, Scheme};
    use wasip3::http::types::{Request, Response};
    use wasip3::wit_bindgen::rt::async_support::StreamWriter;

    pub fn all(fields: &Fields) -> Vec<(String, Vec<u8>)> {
        fields.copy_all()
    }

    fn headers() -> Fields {
        Fields::from_list(&list(&[("a", b"1")])).expect("fields")
    }

    fn request_with(options: Option<RequestOptions>) -> Request {
        let (_, none) = wasip3::wit_future::new(|| Ok(None));
        Request::new(headers(), None, none, options).0
    }

    fn response_with_body() -> (Response, StreamWriter<u8>) {
        let (_, none) = wasip3::wit_future::new(|| Ok(None));
        let (writer, reader) = wasip3::wit_stream::new();
        (Response::new(headers(), Some(reader), none).0, writer)
    }

    pub fn new_request() -> Request {
        request_with(None)
    }

    pub fn new_response() -> Response {
        response_with_body().0
    }

    pub fn request_headers(request: &Request) -> Fields {
        request.get_headers()
    }

    pub fn response_headers(response: &Response) -> Fields {
        response.get_headers()
    }

    pub fn path_of(request: &Request) -> Option<String> {
        request.get_path_with_query()
    }

    pub fn status_of(response: &Response) -> u16 {
        response.get_status_code()
    }

    pub fn request_parts(request: &Request) -> String {
        let scheme = request
            .get_scheme()
            .map(|scheme| matches!(scheme, Scheme::Https));
        let (path, authority) = (path_of(request), request.get_authority());
        format!(
            "{:?} {path:?} https {scheme:?} {authority:?}",
            request.get_method()
        )
    }

    pub fn times_of(options: &RequestOptions) -> String {
        format!(
            "{:?} {:?} {:?}",
            options.get_connect_timeout(),
            options.get_first_byte_timeout(),
            options.get_between_bytes_timeout()
        )
    }

    /// Options of a request cannot be changed, and a clone of them can.
    pub fn given_options() -> Vec<String> {
        let options = RequestOptions::new();
        set_times(&options);
        let request = request_with(Some(options));
        let given = request.get_options().expect("the options");
        let none = new_request().get_options().is_none();
        let clone = given.clone();
        vec![
            times_of(&given),
            set_times(&given),
            set_times(&clone),
            format!("none {none}"),
        ]
    }

    pub fn get_and_delete() -> Vec<String> {
        let fields =
            Fields::from_list(&list(&[("a", b"1"), ("b", b"2"), ("a", b"3")])).expect("fields");
        let taken = fields.get_and_delete("a").map(|values| values.len());
        let again = fields.get_and_delete("a").map(|values| values.len());
        let given = new_request().get_headers().get_and_delete("a");
        vec![
            format!("{} {}", taken.expect("values"), again.expect("none")),
            format!("{} {}", fields.has("a"), fields.has("b")),
            format!("given {}", result_of(given)),
        ]
    }

    /// A program may take the body of a request that it made itself, where it has none.
    pub async fn no_body() -> Vec<String> {
        let (_, well) = wasip3::wit_future::new(|| Ok(()));
        let (body, _) = Request::consume_body(new_request(), well);
        let bytes = body.collect().await;
        vec![bytes.len().to_string()]
    }

    /// A program may take the body of a response that it made itself.
    pub async fn own_body() -> Vec<String> {
        let (response, mut writer) = response_with_body();
        let (_, well) = wasip3::wit_future::new(|| Ok(()));
        let (body, _) = Response::consume_body(response, well);
        wasip3::spawn_local(async move {
            writer.write_all(b"hello".to_vec()).await;
        });
        let bytes = body.collect().await;
        vec![bytes.escape_ascii().to_string()]
    }
}

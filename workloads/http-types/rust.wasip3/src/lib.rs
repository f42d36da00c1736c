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
    use crate::topics::{list, result_of};
    pub use wasip3::http::types::{Fields, HeaderError};
    use wasip3::http::types::{Method, Request, RequestOptions, Response, Scheme};

    pub fn all(fields: &Fields) -> Vec<(String, Vec<u8>)> {
        fields.copy_all()
    }

    fn change(headers: &Fields) -> String {
        format!(
            "set {}, append {}, delete {}, of a clone {}",
            result_of(headers.set("a", &[b"2".to_vec()])),
            result_of(headers.append("a", b"2")),
            result_of(headers.delete("a")),
            result_of(headers.clone().set("a", &[b"2".to_vec()])),
        )
    }

    fn new_request(options: Option<RequestOptions>) -> Request {
        let (_, none) = wasip3::wit_future::new(|| Ok(None));
        let headers = Fields::from_list(&list(&[("a", b"1")])).expect("fields");
        Request::new(headers, None, none, options).0
    }

    pub fn request() -> Vec<String> {
        let request = new_request(None);
        let state = || {
            let scheme = request
                .get_scheme()
                .map(|scheme| matches!(scheme, Scheme::Https));
            let (path, authority) = (request.get_path_with_query(), request.get_authority());
            format!(
                "{:?} {path:?} https {scheme:?} {authority:?}",
                request.get_method()
            )
        };
        let mut lines = vec![state()];
        let other = |name: &str| request.set_method(&Method::Other(name.into()));
        lines.push(format!(
            "method {}, {}",
            result_of(other("A B")),
            result_of(request.set_method(&Method::Put))
        ));
        for path in ["/a?b=c", "/a b"] {
            lines.push(format!(
                "path {path} {}",
                result_of(request.set_path_with_query(Some(path)))
            ));
        }
        let blank = Scheme::Other("a b".into());
        lines.push(format!(
            "scheme a b {}",
            result_of(request.set_scheme(Some(&blank)))
        ));
        lines.push(format!(
            "scheme https {}",
            result_of(request.set_scheme(Some(&Scheme::Https)))
        ));
        for authority in ["a b", "host.test:8080"] {
            lines.push(format!(
                "authority {authority} {}",
                result_of(request.set_authority(Some(authority)))
            ));
        }
        lines.push(state());
        lines.push(change(&request.get_headers()));
        lines
    }

    pub fn fragment() -> Vec<String> {
        let request = new_request(None);
        let set = request.set_path_with_query(Some("/a#b"));
        vec![format!(
            "{} {:?}",
            result_of(set),
            request.get_path_with_query()
        )]
    }

    fn told(options: &RequestOptions) -> String {
        format!(
            "{:?} {:?} {:?}",
            options.get_connect_timeout(),
            options.get_first_byte_timeout(),
            options.get_between_bytes_timeout()
        )
    }

    fn set_all(options: &RequestOptions) -> String {
        let set = [
            options.set_connect_timeout(Some(1_000_000)),
            options.set_first_byte_timeout(Some(2_000_000)),
            options.set_between_bytes_timeout(Some(3_000_000)),
        ];
        format!("{:?}", set.map(result_of))
    }

    pub fn options() -> Vec<String> {
        let options = RequestOptions::new();
        vec![set_all(&options), told(&options)]
    }

    /// Options of a request cannot be changed, and a clone of them can.
    pub fn given_options() -> Vec<String> {
        let options = RequestOptions::new();
        set_all(&options);
        let request = new_request(Some(options));
        let given = request.get_options().expect("the options");
        let none = new_request(None).get_options().is_none();
        let clone = given.clone();
        vec![
            told(&given),
            set_all(&given),
            set_all(&clone),
            format!("none {none}"),
        ]
    }

    pub fn get_and_delete() -> Vec<String> {
        let fields =
            Fields::from_list(&list(&[("a", b"1"), ("b", b"2"), ("a", b"3")])).expect("fields");
        let taken = fields.get_and_delete("a").map(|values| values.len());
        let again = fields.get_and_delete("a").map(|values| values.len());
        let given = new_request(None).get_headers().get_and_delete("a");
        vec![
            format!("{} {}", taken.expect("values"), again.expect("none")),
            format!("{} {}", fields.has("a"), fields.has("b")),
            format!("given {}", result_of(given)),
        ]
    }

    fn new_response() -> (
        Response,
        wasip3::wit_bindgen::rt::async_support::StreamWriter<u8>,
    ) {
        let (_, none) = wasip3::wit_future::new(|| Ok(None));
        let (writer, reader) = wasip3::wit_stream::new();
        let headers = Fields::from_list(&list(&[("a", b"1")])).expect("fields");
        (Response::new(headers, Some(reader), none).0, writer)
    }

    pub fn response() -> Vec<String> {
        let (response, _) = new_response();
        vec![
            format!("{}", response.get_status_code()),
            format!(
                "set 404 {}, 1000 {}",
                result_of(response.set_status_code(404)),
                result_of(response.set_status_code(1000))
            ),
            format!("{}", response.get_status_code()),
            change(&response.get_headers()),
        ]
    }

    /// A program may take the body of a request that it made itself, where it has none.
    pub async fn no_body() -> Vec<String> {
        let (_, well) = wasip3::wit_future::new(|| Ok(()));
        let (body, _) = Request::consume_body(new_request(None), well);
        let bytes = body.collect().await;
        vec![bytes.len().to_string()]
    }

    /// A program may take the body of a response that it made itself.
    pub async fn own_body() -> Vec<String> {
        let (response, mut writer) = new_response();
        let (_, well) = wasip3::wit_future::new(|| Ok(()));
        let (body, _) = Response::consume_body(response, well);
        wasip3::spawn_local(async move {
            writer.write_all(b"hello".to_vec()).await;
        });
        let bytes = body.collect().await;
        vec![bytes.escape_ascii().to_string()]
    }
}

//! Prints what wasi:http/types@0.2 does by itself.
mod topics;

fn main() {
    let topic = std::env::args().nth(1).expect("usage: main TOPIC");
    let lines = match topic.as_str() {
        "too-long" => wasi::too_long(),
        other => topics::lines_of(other),
    };
    for line in lines {
        println!("{line}");
    }
}

/// What topics of both versions of WASI use, by the names of this one.
mod wasi {
    use crate::topics::{list, result_of};
    use wasip2::http::types::{
        http_error_code, Method, OutgoingRequest, OutgoingResponse, RequestOptions, Scheme,
    };
    pub use wasip2::http::types::{Fields, HeaderError};
    use wasip2::io::streams::StreamError;

    pub fn all(fields: &Fields) -> Vec<(String, Vec<u8>)> {
        fields.entries()
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

    pub fn request() -> Vec<String> {
        let request =
            OutgoingRequest::new(Fields::from_list(&list(&[("a", b"1")])).expect("fields"));
        let state = || {
            let scheme = request
                .scheme()
                .map(|scheme| matches!(scheme, Scheme::Https));
            let (path, authority) = (request.path_with_query(), request.authority());
            format!(
                "{:?} {path:?} https {scheme:?} {authority:?}",
                request.method()
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
        lines.push(change(&request.headers()));
        lines
    }

    pub fn fragment() -> Vec<String> {
        let request = OutgoingRequest::new(Fields::new());
        let set = request.set_path_with_query(Some("/a#b"));
        vec![format!(
            "{} {:?}",
            result_of(set),
            request.path_with_query()
        )]
    }

    /// More than the length that headers say; the error of the stream is one of HTTP.
    pub fn too_long() -> Vec<String> {
        let headers = Fields::from_list(&list(&[("content-length", b"3")])).expect("fields");
        let request = OutgoingRequest::new(headers);
        let body = request.body().expect("the body, once");
        let stream = body.write().expect("its stream, once");
        let code = match stream.write(b"hello") {
            Err(StreamError::LastOperationFailed(error)) => http_error_code(&error),
            _ => None,
        };
        vec![code.map_or("none".into(), |code| format!("{:?}", code))]
    }

    pub fn options() -> Vec<String> {
        let options = RequestOptions::new();
        let set = [
            options.set_connect_timeout(Some(1_000_000)),
            options.set_first_byte_timeout(Some(2_000_000)),
            options.set_between_bytes_timeout(Some(3_000_000)),
        ];
        vec![
            format!("{:?}", set.map(result_of)),
            format!(
                "{:?} {:?} {:?}",
                options.connect_timeout(),
                options.first_byte_timeout(),
                options.between_bytes_timeout()
            ),
        ]
    }

    pub fn response() -> Vec<String> {
        let response =
            OutgoingResponse::new(Fields::from_list(&list(&[("a", b"1")])).expect("fields"));
        let lines = vec![
            format!("{}", response.status_code()),
            format!(
                "set 404 {}, 1000 {}",
                result_of(response.set_status_code(404)),
                result_of(response.set_status_code(1000))
            ),
            format!("{}", response.status_code()),
            change(&response.headers()),
        ];
        // Headers are a child of their response: they go first, and so not with the last expression.
        lines
    }
}

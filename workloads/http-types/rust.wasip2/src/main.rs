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
    use crate::topics::list;
    use wasip2::http::types::{
        http_error_code, OutgoingRequest as Request, OutgoingResponse as Response,
    };
    pub use wasip2::http::types::{Fields, HeaderError, Method, RequestOptions, Scheme};
    use wasip2::io::streams::StreamError;

    pub fn all(fields: &Fields) -> Vec<(String, Vec<u8>)> {
        fields.entries()
    }

    fn headers() -> Fields {
        Fields::from_list(&list(&[("a", b"1")])).expect("fields")
    }

    pub fn new_request() -> Request {
        Request::new(headers())
    }

    pub fn new_response() -> Response {
        Response::new(headers())
    }

    pub fn request_headers(request: &Request) -> Fields {
        request.headers()
    }

    pub fn response_headers(response: &Response) -> Fields {
        response.headers()
    }

    pub fn path_of(request: &Request) -> Option<String> {
        request.path_with_query()
    }

    pub fn status_of(response: &Response) -> u16 {
        response.status_code()
    }

    pub fn request_parts(request: &Request) -> String {
        let scheme = request
            .scheme()
            .map(|scheme| matches!(scheme, Scheme::Https));
        let (path, authority) = (path_of(request), request.authority());
        format!(
            "{:?} {path:?} https {scheme:?} {authority:?}",
            request.method()
        )
    }

    pub fn times_of(options: &RequestOptions) -> String {
        format!(
            "{:?} {:?} {:?}",
            options.connect_timeout(),
            options.first_byte_timeout(),
            options.between_bytes_timeout()
        )
    }

    /// More than the length that headers say; the error of the stream is one of HTTP.
    pub fn too_long() -> Vec<String> {
        let headers = Fields::from_list(&list(&[("content-length", b"3")])).expect("fields");
        let request = Request::new(headers);
        let body = request.body().expect("the body, once");
        let stream = body.write().expect("its stream, once");
        let code = match stream.write(b"hello") {
            Err(StreamError::LastOperationFailed(error)) => http_error_code(&error),
            _ => None,
        };
        vec![code.map_or("none".into(), |code| format!("{:?}", code))]
    }
}

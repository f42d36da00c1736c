//! The parts of a request that no header has.
use crate::asking::Asking;
use crate::wasi::{Method, Request, Scheme};

fn method_of(name: &str) -> Method {
    match name {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "DELETE" => Method::Delete,
        "CONNECT" => Method::Connect,
        "OPTIONS" => Method::Options,
        "TRACE" => Method::Trace,
        "PATCH" => Method::Patch,
        other => Method::Other(other.into()),
    }
}

/// Gives a request its method, path, scheme and authority.
pub fn set_parts(request: &Request, asking: &Asking, server: &str) {
    request
        .set_method(&method_of(&asking.method))
        .and_then(|()| request.set_path_with_query(Some(&asking.path)))
        .and_then(|()| request.set_scheme(Some(&Scheme::Http)))
        .and_then(|()| request.set_authority(Some(server)))
        .expect("parts of a request");
}

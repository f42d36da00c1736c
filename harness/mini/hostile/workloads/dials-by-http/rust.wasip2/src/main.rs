//! A hostile guest that asks by HTTP, which takes no socket of its own. The first argument is a port at which somebody listens.
use wasip2::http::outgoing_handler::{handle, OutgoingRequest};
use wasip2::http::types::{Fields, Scheme};

fn asks(authority: &str) -> bool {
    let request = OutgoingRequest::new(Fields::new());
    let told = request.set_scheme(Some(&Scheme::Http)).is_ok()
        && request.set_authority(Some(authority)).is_ok()
        && request.set_path_with_query(Some("/hostile")).is_ok();
    let Ok(answer) = handle(request, None) else {
        return false;
    };
    answer.subscribe().block();
    told && matches!(answer.get(), Some(Ok(Ok(_))))
}

fn main() {
    let port = std::env::args().nth(1).unwrap_or_default();
    let hosts = ["127.0.0.1", "127.9.9.9", "[::1]", "1.1.1.1", "10.0.2.2", "169.254.169.254"];
    let got = hosts.into_iter().filter(|host| asks(&format!("{host}:{port}")));
    let got: Vec<_> = got.collect();
    println!("{}", if got.is_empty() { "hello".into() } else { format!("LEAK {got:?}") });
}

//! One HTTP request, and its whole response as text.
use std::env;
use std::io::{self, Result, Write};
use wasip2::http::outgoing_handler::handle;
use wasip2::http::types::{
    Fields, IncomingBody, IncomingResponse, Method, OutgoingBody, OutgoingRequest, Scheme,
};
use wasip2::io::streams::StreamError;

fn method_of(name: &str) -> Method {
    match name {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "HEAD" => Method::Head,
        other => Method::Other(other.into()),
    }
}

fn print_fields(out: &mut impl Write, before: &str, fields: &Fields) -> Result<()> {
    let mut all = fields.entries();
    all.retain(|(name, _)| name.starts_with("x-"));
    all.sort();
    for (name, value) in all {
        writeln!(out, "{before}{name}: {}", String::from_utf8_lossy(&value))?;
    }
    Ok(())
}

fn print(response: IncomingResponse) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", response.status())?;
    print_fields(&mut out, "", &response.headers())?;
    let body = response.consume().expect("the body, once");
    let stream = body.stream().expect("the stream, once");
    loop {
        match stream.blocking_read(65536) {
            Ok(bytes) => out.write_all(&bytes)?,
            Err(StreamError::Closed) => break,
            Err(error) => panic!("a body that broke off: {error}"),
        }
    }
    drop(stream);
    writeln!(out)?;
    let trailers = IncomingBody::finish(body);
    trailers.subscribe().block();
    match trailers.get().expect("trailers").expect("them, once") {
        Ok(Some(fields)) => print_fields(&mut out, "trailer ", &fields),
        Ok(None) => Ok(()),
        Err(error) => panic!("trailers: {error:?}"),
    }
}

/// Asks the server that HTTP_SERVER_NAME names, and prints what it answers, or that there is no answer.
pub fn ask(method: &str, server: &str, path: &str, body: &str) -> Result<()> {
    let address = env::var(format!("HTTP_SERVER_{server}")).expect("the server's address");
    let request = OutgoingRequest::new(Fields::new());
    request.set_method(&method_of(method)).expect("a method");
    request.set_scheme(Some(&Scheme::Http)).expect("a scheme");
    request.set_authority(Some(&address)).expect("an authority");
    request.set_path_with_query(Some(path)).expect("a path");
    let outgoing = request.body().expect("the body, once");
    let response = handle(request, None).expect("a request that may be sent");
    if !body.is_empty() {
        let stream = outgoing.write().expect("the stream, once");
        stream
            .blocking_write_and_flush(body.as_bytes())
            .expect("a body that is taken");
    }
    OutgoingBody::finish(outgoing, None).expect("a whole request");
    response.subscribe().block();
    match response.get().expect("a response").expect("it, once") {
        Ok(response) => print(response),
        Err(_) => writeln!(io::stdout(), "no answer"),
    }
}

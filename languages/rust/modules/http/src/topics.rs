//! What wasi:http's types do by themselves, as lines.
use crate::wasi::{
    all, new_request, new_response, path_of, request_headers, request_parts, response_headers,
    status_of, times_of, Fields, HeaderError, Method, RequestOptions, Scheme,
};
use std::fmt::Debug;

/// The result of a call in WIT's words.
pub fn result_of<T, E: Debug>(result: Result<T, E>) -> String {
    let Err(error) = result else {
        return "ok".into();
    };
    let text = format!("{error:?}");
    let name = text.rsplit("::").next().unwrap_or_default();
    match name.trim_end_matches('"') {
        "InvalidSyntax" => "invalid-syntax".into(),
        "Forbidden" => "forbidden".into(),
        "Immutable" => "immutable".into(),
        "NotSupported" => "not-supported".into(),
        "()" => "error".into(),
        other => other.into(),
    }
}

fn text_of(values: &[Vec<u8>]) -> String {
    let texts = values.iter().map(|value| value.escape_ascii().to_string());
    format!("{:?}", texts.collect::<Vec<_>>())
}

pub fn list(entries: &[(&str, &[u8])]) -> Vec<(String, Vec<u8>)> {
    let own = entries
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_vec()));
    own.collect()
}

fn tell(fields: &Fields) -> String {
    let mut entries = all(fields);
    entries.sort_by_key(|(name, _)| name.to_ascii_lowercase());
    let told = entries
        .iter()
        .map(|(name, value)| format!("{name}={}", value.escape_ascii()));
    told.collect::<Vec<_>>().join(" ")
}

fn fields() -> Vec<String> {
    let made = Fields::from_list(&list(&[("a", b"1"), ("b", b"2"), ("a", b"3")]));
    let fields = made.expect("fields");
    let mut lines = vec![
        tell(&fields),
        format!("get a {}", text_of(&fields.get("a"))),
        format!("get c {}", text_of(&fields.get("c"))),
        format!(
            "has a {}, b {}, c {}",
            fields.has("a"),
            fields.has("b"),
            fields.has("c")
        ),
    ];
    let copy = fields.clone();
    lines.push(format!(
        "set {}",
        result_of(fields.set("a", &[b"4".to_vec(), b"5".to_vec()]))
    ));
    lines.push(format!("append {}", result_of(fields.append("c", b"6"))));
    lines.push(format!("delete {}", result_of(fields.delete("b"))));
    lines.push(format!("delete {}", result_of(fields.delete("none"))));
    lines.push(tell(&fields));
    lines.push(format!("copy {}", tell(&copy)));
    lines.push(format!("set {}", result_of(fields.set("a", &[]))));
    lines.push(format!(
        "new {:?}, then {}",
        tell(&Fields::new()),
        tell(&fields)
    ));
    lines
}

fn names() -> Vec<String> {
    let fields = Fields::new();
    fields.append("x-one", b"1").expect("a field");
    fields.append("X-One", b"2").expect("a field");
    vec![
        format!("get {}", text_of(&fields.get("x-ONE"))),
        format!("has {}", fields.has("X-ONE")),
        format!("delete {}", result_of(fields.delete("X-ONE"))),
        format!("has {}", fields.has("x-one")),
    ]
}

fn values() -> Vec<String> {
    let values: [&[u8]; 4] = [b"", b"a b", b"\"a, b\"", b"\xc3\xa9\xff"];
    let tell = |value: &&[u8]| {
        let fields = Fields::from_list(&list(&[("a", value)])).expect("a value");
        text_of(&fields.get("a"))
    };
    values.iter().map(tell).collect()
}

/// Each way to give a field.
fn refused(name: &str, value: &[u8]) -> String {
    let fields = Fields::new();
    let from_list: Result<Fields, HeaderError> = Fields::from_list(&list(&[(name, value)]));
    format!(
        "{name:?} {:?} from-list {}, set {}, append {}",
        value.escape_ascii().to_string(),
        result_of(from_list),
        result_of(fields.set(name, &[value.to_vec()])),
        result_of(fields.append(name, value)),
    )
}

/// Headers of a message cannot be changed, and a clone of them can.
fn change(headers: &Fields) -> String {
    format!(
        "set {}, append {}, delete {}, of a clone {}",
        result_of(headers.set("a", &[b"2".to_vec()])),
        result_of(headers.append("a", b"2")),
        result_of(headers.delete("a")),
        result_of(headers.clone().set("a", &[b"2".to_vec()])),
    )
}

fn request() -> Vec<String> {
    let request = new_request();
    let mut lines = vec![request_parts(&request)];
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
    lines.push(request_parts(&request));
    lines.push(change(&request_headers(&request)));
    lines
}

fn fragment() -> Vec<String> {
    let request = new_request();
    let set = request.set_path_with_query(Some("/a#b"));
    vec![format!("{} {:?}", result_of(set), path_of(&request))]
}

/// Each limit, set.
pub fn set_times(options: &RequestOptions) -> String {
    let set = [
        options.set_connect_timeout(Some(1_000_000)),
        options.set_first_byte_timeout(Some(2_000_000)),
        options.set_between_bytes_timeout(Some(3_000_000)),
    ];
    format!("{:?}", set.map(result_of))
}

fn options() -> Vec<String> {
    let options = RequestOptions::new();
    vec![set_times(&options), times_of(&options)]
}

fn response() -> Vec<String> {
    let response = new_response();
    let mut lines = vec![
        status_of(&response).to_string(),
        format!(
            "set 404 {}, 1000 {}",
            result_of(response.set_status_code(404)),
            result_of(response.set_status_code(1000))
        ),
        status_of(&response).to_string(),
    ];
    // Headers are a child of their response: they go first.
    lines.push(change(&response_headers(&response)));
    lines
}

/// The lines of a topic.
pub fn lines_of(topic: &str) -> Vec<String> {
    match topic {
        "fields" => fields(),
        "names" => names(),
        "values" => values(),
        "forbidden" => ["host", "connection", "transfer-encoding", "Host"]
            .map(|name| refused(name, b"a"))
            .into(),
        "bad-names" => ["", "a b", "a:b", "a\n", "\u{e9}"]
            .map(|name| refused(name, b"a"))
            .into(),
        "bad-values" => [&b"a\nb"[..], b"a\rb", b"a\0b"]
            .map(|value| refused("a", value))
            .into(),
        "request" => request(),
        "fragment" => fragment(),
        "options" => options(),
        "response" => response(),
        other => panic!("there is no topic {other}"),
    }
}

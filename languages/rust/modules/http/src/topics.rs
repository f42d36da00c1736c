//! What wasi:http's types do by themselves, as lines.
use crate::wasi::{all, fragment, options, request, response, Fields, HeaderError};
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

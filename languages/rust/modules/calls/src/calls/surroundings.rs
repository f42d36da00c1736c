//! What a program is given, in lines.
use super::say::text_of;
use super::Told;

pub fn presence<T>(thing: Option<T>) -> Told {
    Ok(thing.map_or("none", |_| "some").into())
}

/// Those behind `--`.
pub fn arguments(all: Vec<String>) -> Told {
    let all = all.into_iter().skip_while(|text| text != "--").skip(1);
    let all: Vec<_> = all.map(|text| text_of(text.as_bytes())).collect();
    Ok(format!("{} {}", all.len(), all.join(" ")))
}

pub fn environment(all: Vec<(String, String)>) -> Told {
    let told = |(name, value): &(String, String)| {
        format!("{}={}", text_of(name.as_bytes()), text_of(value.as_bytes()))
    };
    let mut all: Vec<_> = all.iter().map(told).collect();
    all.sort();
    Ok(format!("{} {}", all.len(), all.join(" ")))
}

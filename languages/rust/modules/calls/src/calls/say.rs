//! Writes results.

/// A text as the words of an operation have it: other bytes than printable ASCII are `%XX`, 16 and more of one byte are
/// `(a*16)`, and what is longer than 200 letters is a hash.
pub fn text_of(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return "''".into();
    }
    let mut text = String::new();
    let mut from = 0;
    while from < bytes.len() && text.len() <= 200 {
        let run = bytes[from..]
            .iter()
            .take_while(|&&each| each == bytes[from]);
        let run = run.count();
        let byte = byte_of(bytes[from]);
        match run {
            16.. => text.push_str(&format!("({byte}*{run})")),
            _ => text.push_str(&byte.repeat(run)),
        }
        from += run;
    }
    match text.len() {
        ..=200 => text,
        _ => format!("hash={:08x}", hash_of(bytes)),
    }
}

fn byte_of(byte: u8) -> String {
    match byte {
        b'%' | ..=0x1f | 0x7f.. => format!("%{byte:02X}"),
        _ => char::from(byte).into(),
    }
}

/// FNV-1a of 32 bits.
fn hash_of(bytes: &[u8]) -> u32 {
    bytes.iter().fold(2166136261, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(16777619)
    })
}

/// Names of the bits that are set, or `-`.
pub fn flags_of(bits: u8, names: &[&str]) -> String {
    let set = (0..names.len()).filter(|at| bits >> at & 1 == 1);
    match set.map(|at| names[at]).collect::<Vec<_>>().join(",") {
        none if none.is_empty() => "-".into(),
        list => list,
    }
}

/// Numbers values in the order in which they come first: `#1`, `#2`.
#[derive(Default)]
pub struct Numbers<T>(Vec<T>);

impl<T: PartialEq> Numbers<T> {
    pub fn of(&mut self, value: T) -> String {
        let found = self.0.iter().position(|each| *each == value);
        let at = found.unwrap_or_else(|| {
            self.0.push(value);
            self.0.len() - 1
        });
        format!("#{}", at + 1)
    }
}

/// The name of a variant or an enum's case as WIT has it, without what it holds: `ErrorCode::NoEntry` is `no-entry`.
pub fn variant_of<T: std::fmt::Debug>(value: &T) -> String {
    let text = format!("{value:?}");
    let name = text.split('(').next().unwrap_or_default();
    let name = name.rsplit(':').next().unwrap_or_default();
    let mut told = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !told.is_empty() {
            told.push('-');
        }
        told.push(letter.to_ascii_lowercase());
    }
    told
}

//! How fields are told.

pub type Field = (String, Vec<u8>);

/// Fields as lines, in the order of their names; those of one name keep theirs.
pub fn lines_of(mut fields: Vec<Field>, before: &str) -> String {
    fields.sort_by(|(one, _), (other, _)| one.cmp(other));
    fields
        .iter()
        .map(|(name, value)| format!("{before}{name}: {}\n", String::from_utf8_lossy(value)))
        .collect()
}

/// The headers that are told.
pub fn told_of(mut fields: Vec<Field>) -> String {
    fields.retain(|(name, _)| name.starts_with("x-") || name == "location");
    lines_of(fields, "")
}

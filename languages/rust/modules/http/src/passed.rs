//! What a handler sends on.
use crate::fields::Field;

/// The headers that are sent on; all others are of one connection, or tell how a body is framed there.
pub fn passed(mut fields: Vec<Field>) -> Vec<Field> {
    fields.retain(|(name, _)| {
        name.starts_with("x-") || matches!(name.as_str(), "content-type" | "location" | "trailer")
    });
    fields
}

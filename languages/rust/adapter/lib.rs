//! Nothing of its own: what it depends on holds the adapter.

//! What is told of a body that is too long to be held.

/// Length and FNV-1a, of 64 bits, of bytes that come in pieces.
pub struct Count {
    length: u64,
    hash: u64,
}

impl Count {
    pub fn new() -> Count {
        Count {
            length: 0,
            hash: 0xcbf2_9ce4_8422_2325,
        }
    }

    pub fn add(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        for &byte in bytes {
            self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    pub fn told(&self) -> String {
        format!("{} {:016x}\n", self.length, self.hash)
    }
}

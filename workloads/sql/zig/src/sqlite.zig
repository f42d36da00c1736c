//! The part of sqlite3.h that is used here.

pub const Database = opaque {
    pub const open_readwrite = 0x2;

    pub const open = sqlite3_open_v2;
    pub const close = sqlite3_close;
    pub const prepare = sqlite3_prepare_v2;
    pub const message = sqlite3_errmsg;
};

pub const Statement = opaque {
    pub const step = sqlite3_step;
    pub const finalize = sqlite3_finalize;
    pub const columnCount = sqlite3_column_count;
    pub const columnType = sqlite3_column_type;

    pub fn text(statement: *Statement, column: c_int) []const u8 {
        return sqlite3_column_text(statement, column)[0..statement.size(column)];
    }

    pub fn blob(statement: *Statement, column: c_int) []const u8 {
        const bytes = sqlite3_column_blob(statement, column) orelse return "";
        return bytes[0..statement.size(column)];
    }

    // To be asked last: what text makes of a value has another size.
    fn size(statement: *Statement, column: c_int) usize {
        return @intCast(sqlite3_column_bytes(statement, column));
    }
};

pub const Result = enum(c_int) { ok = 0, row = 100, done = 101, _ };

pub const Type = enum(c_int) { integer = 1, float, text, blob, null };

extern fn sqlite3_open_v2(path: [*:0]const u8, database: *?*Database, flags: c_int, vfs: ?[*:0]const u8) Result;
extern fn sqlite3_close(?*Database) Result;
extern fn sqlite3_errmsg(?*Database) [*:0]const u8;
extern fn sqlite3_prepare_v2(?*Database, sql: [*:0]const u8, size: c_int, statement: *?*Statement, rest: *[*:0]const u8) Result;
extern fn sqlite3_step(*Statement) Result;
extern fn sqlite3_finalize(?*Statement) Result;
extern fn sqlite3_column_count(*Statement) c_int;
extern fn sqlite3_column_type(*Statement, column: c_int) Type;
extern fn sqlite3_column_text(*Statement, column: c_int) [*]const u8;
extern fn sqlite3_column_blob(*Statement, column: c_int) ?[*]const u8;
extern fn sqlite3_column_bytes(*Statement, column: c_int) c_int;

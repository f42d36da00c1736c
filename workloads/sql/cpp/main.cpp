#include <iomanip>
#include <iostream>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <@nozbe/sqlite/sqlite-amalgamation-3460000/sqlite3.h>

namespace {

struct Close {
  void operator()(sqlite3 *database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};

using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

// A value of a row, as it is printed.
struct Value {
  sqlite3_stmt *row;
  int column;
};

std::ostream &operator<<(std::ostream &out, const Value &value) {
  const auto [row, column] = value;
  switch (sqlite3_column_type(row, column)) {
  case SQLITE_NULL:
    return out << "NULL";
  case SQLITE_BLOB: {
    const auto *bytes = static_cast<const unsigned char *>(sqlite3_column_blob(row, column));
    out << "x'" << std::hex << std::setfill('0');
    for (const unsigned byte : std::span{bytes, static_cast<std::size_t>(sqlite3_column_bytes(row, column))}) {
      out << std::setw(2) << byte;
    }
    return out << '\'' << std::dec;
  }
  default: {
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(row, column));
    return out << std::string_view{text, static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
  }
  }
}

// Prints every row; false where the statement fails.
bool run_statement(sqlite3_stmt *statement) {
  int result;
  while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
    for (int column = 0; column < sqlite3_column_count(statement); ++column) {
      std::cout << (column > 0 ? "|" : "") << Value{statement, column};
    }
    std::cout << '\n';
  }
  return result == SQLITE_DONE;
}

// Runs statement after statement, up to the first that fails.
bool run_script(sqlite3 *database, const std::string &script) {
  for (const char *rest = script.c_str(); *rest != '\0';) {
    sqlite3_stmt *prepared = nullptr;
    if (sqlite3_prepare_v2(database, rest, -1, &prepared, &rest) != SQLITE_OK) {
      return false;
    }
    const Statement statement{prepared};
    if (statement && !run_statement(statement.get())) {
      return false;
    }
  }
  return true;
}

} // namespace

int main(int argc, char **argv) {
  std::ios::sync_with_stdio(false);
  const std::string script{std::istreambuf_iterator<char>{std::cin}, {}};

  sqlite3 *opened = nullptr;
  const int result = sqlite3_open_v2(argc > 1 ? argv[1] : ":memory:", &opened, SQLITE_OPEN_READWRITE, nullptr);
  const Database database{opened};
  if (result == SQLITE_OK && run_script(database.get(), script)) {
    return 0;
  }
  std::cerr << "error: " << sqlite3_errmsg(database.get()) << '\n';
  return 1;
}

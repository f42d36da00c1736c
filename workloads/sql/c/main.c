#include <stdio.h>
#include <stdlib.h>

#include <@nozbe/sqlite/sqlite-amalgamation-3460000/sqlite3.h>

static char *read_all(FILE *file) {
  size_t size = 0, room = 65536;
  char *text = malloc(room);
  while (text) {
    size += fread(text + size, 1, room - size - 1, file);
    if (feof(file) || ferror(file)) break;
    if (size == room - 1) text = realloc(text, room *= 2);
  }
  if (text) text[size] = '\0';
  return text;
}

static void print_value(sqlite3_stmt *statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
  case SQLITE_NULL:
    fputs("NULL", stdout);
    break;
  case SQLITE_BLOB: {
    const unsigned char *bytes = sqlite3_column_blob(statement, column);
    int size = sqlite3_column_bytes(statement, column);
    fputs("x'", stdout);
    for (int i = 0; i < size; i++) printf("%02x", bytes[i]);
    putchar('\'');
    break;
  }
  default:
    fwrite(sqlite3_column_text(statement, column), 1, sqlite3_column_bytes(statement, column), stdout);
  }
}

// Prints every row that a statement gives; SQLITE_DONE, or the error.
static int run_statement(sqlite3_stmt *statement) {
  int result;
  while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
    int columns = sqlite3_column_count(statement);
    for (int i = 0; i < columns; i++) {
      if (i > 0) putchar('|');
      print_value(statement, i);
    }
    putchar('\n');
  }
  return result;
}

static int run_script(sqlite3 *database, const char *script) {
  while (*script) {
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(database, script, -1, &statement, &script);
    if (result == SQLITE_OK && statement) result = run_statement(statement);
    sqlite3_finalize(statement);
    if (result != SQLITE_OK && result != SQLITE_DONE) return result;
  }
  return SQLITE_OK;
}

int main(int argc, char **argv) {
  char *script = read_all(stdin);
  if (!script) return 1;
  sqlite3 *database;
  int result = sqlite3_open_v2(argc > 1 ? argv[1] : ":memory:", &database, SQLITE_OPEN_READWRITE, NULL);
  if (result == SQLITE_OK) result = run_script(database, script);
  if (result != SQLITE_OK) fprintf(stderr, "error: %s\n", sqlite3_errmsg(database));
  sqlite3_close(database);
  free(script);
  return result == SQLITE_OK ? 0 : 1;
}

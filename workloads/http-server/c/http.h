#pragma once
#include <stdbool.h>
#include <stddef.h>

enum { MOST_HEAD = 8192 };

/** Answers the request whose head this is; gives whether the connection stays open. */
bool answer(int connection, const char *head, size_t size);

/** Answers with an error and ends the connection. */
void refuse(int connection, int status);

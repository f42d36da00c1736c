// The operations of docs/file-operations.md; the module has them.
package main

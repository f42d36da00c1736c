# Makes one module of all C that Nim has written: nim e link.nims ZIG FOLDER OUT
import os, strutils

let
  last = paramCount()
  zig = paramStr(last - 2)
  folder = paramStr(last - 1)
  module = paramStr(last)

var command = quoteShell(zig) & " cc -target wasm32-wasi -Os -w -Dmain=nim_main"
# A module has one thread, which needs no locks of files.
command.add " '-Dflockfile=(void)' '-Dfunlockfile=(void)' -D_WASI_EMULATED_SIGNAL"
command.add " -I" & quoteShell(selfExe().parentDir.parentDir / "lib/nim/lib")
for file in listFiles(folder):
  if file.endsWith(".c"):
    command.add " " & quoteShell(file)
exec command & " start.c -o " & quoteShell(module)

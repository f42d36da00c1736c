import std/[os, strutils]

quit paramStr(1).parseInt

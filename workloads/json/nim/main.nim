import std/[algorithm, json, os, sequtils, strutils]

type Missing = object of CatchableError

proc fail() = raise newException(Missing, "the pointer names nothing")

proc quoted(text: string): string =
  result = "\""
  for letter in text:
    case letter
    of '"': result.add "\\\""
    of '\\': result.add "\\\\"
    of '\b': result.add "\\b"
    of '\t': result.add "\\t"
    of '\n': result.add "\\n"
    of '\f': result.add "\\f"
    of '\r': result.add "\\r"
    of '\0'..'\7', '\v', '\14'..'\31': result.add "\\u00" & letter.ord.toHex(2).toLowerAscii
    else: result.add letter
  result.add '"'

proc canonical(node: JsonNode): string =
  case node.kind
  of JObject:
    let names = toSeq(node.keys).sorted
    "{" & names.mapIt(it.quoted & ":" & node[it].canonical).join(",") & "}"
  of JArray: "[" & node.elems.mapIt(it.canonical).join(",") & "]"
  of JString: node.str.quoted
  else: $node

proc split(pointer: string): seq[string] =
  if pointer.len == 0: return @[]
  if not pointer.startsWith('/'): fail()
  pointer[1..^1].split('/').mapIt(it.replace("~1", "/").replace("~0", "~"))

## The index of an element that is there.
proc index(node: JsonNode, part: string): int =
  if part.len notin 1..9 or not part.allCharsInSet(Digits) or (part.len > 1 and part[0] == '0'): fail()
  result = part.parseInt
  if result >= node.len: fail()

proc get(document: JsonNode, path: openArray[string]): JsonNode =
  result = document
  for part in path:
    case result.kind
    of JArray: result = result.elems[result.index part]
    of JObject:
      if part notin result: fail()
      result = result[part]
    else: fail()

proc set(document: JsonNode, path: seq[string], value: JsonNode): JsonNode =
  if path.len == 0: return value
  let (holder, last) = (document.get(path[0..^2]), path[^1])
  case holder.kind
  of JArray:
    if last == "-": holder.add value
    else: holder.elems[holder.index last] = value
  of JObject: holder[last] = value
  else: fail()
  document

proc remove(document: JsonNode, path: seq[string]): JsonNode =
  let (holder, last) = (document.get(path[0..^2]), path[^1])
  case holder.kind
  of JArray: holder.elems.delete holder.index last
  of JObject:
    if last notin holder: fail()
    holder.delete last
  else: fail()
  document

proc apply(document: JsonNode, arguments: seq[string]): JsonNode =
  let
    what = if arguments.len > 0: arguments[0] else: ""
    count = arguments.len - 1
  if what == "print" and count == 0: document
  elif what == "get" and count == 1: document.get arguments[1].split
  elif what == "set" and count == 2: document.set(arguments[1].split, arguments[2].parseJson)
  elif what == "remove" and count == 1 and arguments[1] != "": document.remove arguments[1].split
  else: quit "usage: main print | get POINTER | set POINTER JSON | remove POINTER"

try: echo stdin.readAll.parseJson.apply(commandLineParams()).canonical
except JsonParsingError, Missing: quit "json: " & getCurrentExceptionMsg()

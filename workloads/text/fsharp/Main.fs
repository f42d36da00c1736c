module Main

open System
open Wasi

/// The code points of a text, whose characters are UTF-16 units.
let codePoints (text: string) =
    text
    |> Seq.indexed
    |> Seq.filter (fun (_, unit) -> not (Char.IsLowSurrogate unit))
    |> Seq.map (fun (at, unit) ->
        if Char.IsHighSurrogate unit then
            0x10000 + (int unit - 0xD800) * 0x400 + int text[at + 1] - 0xDC00
        else
            int unit)
    |> List.ofSeq

let character point =
    if point < 0x10000 then
        string (char point)
    else
        let above = point - 0x10000
        $"{char (0xD800 + above / 0x400)}{char (0xDC00 + above % 0x400)}"

let text points =
    points |> List.map character |> String.concat ""

[<EntryPoint>]
let main _ =
    let lines =
        Stdin.readToEnd().Split '\n' |> Array.toList |> List.map codePoints

    let lines = lines |> List.take (lines.Length - 1)

    for line in lines do
        let bytes = Text.encode (text line)
        printfn "%d %d %s" bytes.Length line.Length (text (List.rev line))

    lines |> List.sort |> List.iter (text >> printfn "%s")
    0

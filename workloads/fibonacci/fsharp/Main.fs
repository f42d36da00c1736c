module Main

open System
open System.Text.RegularExpressions

let largest = 100_000

let fibonacci index =
    let rec go (current: bigint) next steps =
        if steps = 0 then current else go next (current + next) (steps - 1)

    go 0I 1I index

[<EntryPoint>]
let main args =
    let text = args |> Array.tryHead |> Option.defaultWith Wasi.Stdin.readToEnd
    let text = text.Trim()

    if Regex.IsMatch(text, "^[0-9]{1,6}$") && int text <= largest then
        printfn "%s" (string (fibonacci (int text)))
        0
    else
        eprintfn "fibonacci: not a whole number from 0 to %d" largest
        1

module Main

open System.Collections.Generic

/// The next number, modulo 2^32. Fable has 32-bit products as floating point, and exact ones of 64 bits.
let next (x: uint32) =
    uint32 (uint64 x * 1664525UL + 1013904223UL)

[<EntryPoint>]
let main args =
    let n = int args[0]
    let counts = Dictionary<int, int>()
    let mutable x = 42u

    for _ in 1..n do
        x <- next x
        let key = int (x / 256u) % n

        match counts.TryGetValue key with
        | true, count -> counts[key] <- count + 1
        | _ -> counts[key] <- 1

    let all = counts.Count
    let odd = [ for entry in counts do if entry.Value % 2 <> 0 then entry.Key ]

    for key in odd do
        counts.Remove key |> ignore

    let mutable sum = 0UL

    for key in 0 .. n - 1 do
        match counts.TryGetValue key with
        | true, count -> sum <- sum + uint64 (key + 1) * uint64 count
        | _ -> ()

    printfn "%d %d %d" all counts.Count (uint32 sum)
    0

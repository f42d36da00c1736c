module Main

/// The next number, modulo 2^32. Fable has 32-bit products as floating point, and exact ones of 64 bits.
let next (x: uint32) =
    uint32 (uint64 x * 1664525UL + 1013904223UL)

[<EntryPoint>]
let main args =
    let count = int args[0]
    let sorted = Seq.unfold (fun x -> let following = next x in Some(following, following)) 42u |> Seq.take count |> Seq.toArray |> Array.sort
    let mutable sum = 0UL
    sorted |> Array.iteri (fun i number -> sum <- sum + uint64 (i + 1) * uint64 number)
    printfn "%d %d %d" sorted[0] (Array.last sorted) (uint32 sum)
    0

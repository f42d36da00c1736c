import core.stdc.stdio : printf;
import core.stdc.stdlib : atoi, calloc;

/// Counts by key: open addressing, because maps of D need its runtime.
struct Counts
{
    private enum Place : ubyte
    {
        free,
        used,
        removed,
    }

    private struct Slot
    {
        uint key;
        uint count;
        Place place;
    }

    private Slot[] slots;
    size_t length;

    /// Room for so many keys.
    static Counts make(size_t most)
    {
        size_t size = 16;
        while (size < most * 2)
            size *= 2;
        return Counts((cast(Slot*) calloc(size, Slot.sizeof))[0 .. size]);
    }

    private size_t find(uint key) const
    {
        size_t at = key * 0x9e37_79b1 & slots.length - 1;
        while (slots[at].place != Place.free && !(slots[at].place == Place.used && slots[at].key == key))
            at = at + 1 & slots.length - 1;
        return at;
    }

    void increment(uint key)
    {
        auto slot = &slots[find(key)];
        if (slot.place == Place.free)
        {
            *slot = Slot(key, 0, Place.used);
            length++;
        }
        slot.count++;
    }

    void removeOdd()
    {
        foreach (ref slot; slots)
        {
            if (slot.place == Place.used && slot.count % 2 == 1)
            {
                slot.place = Place.removed;
                length--;
            }
        }
    }

    /// 0 of a key that is not there.
    uint opIndex(uint key) const
    {
        const slot = slots[find(key)];
        return slot.place == Place.used ? slot.count : 0;
    }
}

extern (C) int main(int argc, char** argv)
{
    const n = cast(uint) atoi(argv[1]);
    auto counts = Counts.make(n);
    uint x = 42;
    foreach (_; 0 .. n)
    {
        x = x * 1_664_525 + 1_013_904_223;
        counts.increment((x >> 8) % n);
    }
    const all = counts.length;
    counts.removeOdd();
    uint sum = 0;
    foreach (key; 0 .. n)
        sum += (key + 1) * counts[key];
    printf("%zu %zu %u\n", all, counts.length, sum);
    return 0;
}

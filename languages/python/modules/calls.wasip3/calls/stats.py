"""Attributes of files, and their times."""

from calls.say import variant_of
from calls.words import Words
from wit_world.imports.system_clock import Instant, now
from wit_world.imports.wasi_filesystem_types import (
    DescriptorStat,
    NewTimestamp,
    NewTimestamp_NoChange,
    NewTimestamp_Now,
    NewTimestamp_Timestamp,
)


def stat_of(stat: DescriptorStat, words: Words) -> str:
    """The fields that the words ask for; type, size and links where they ask for none."""
    fields = {
        "type": variant_of(stat.type),
        "size": f"size={stat.size}",
        "links": f"links={stat.link_count}",
        "atim": f"atim={time_of(stat.data_access_timestamp)}",
        "mtim": f"mtim={time_of(stat.data_modification_timestamp)}",
        "ctim": f"ctim={time_of(stat.status_change_timestamp)}",
    }
    return " ".join(fields[name] for name in words.rest() or ["type", "size", "links"])


def time_of(time: Instant | None) -> str:
    """`now` within 60 s of the clock, else SECONDS.NANOSECONDS."""
    if time is None:
        return "none"
    if time.nanoseconds >= 1_000_000_000:
        return f"bad-{time.nanoseconds}"
    if abs(time.seconds - now().seconds) <= 60:
        return "now"
    return f"{time.seconds}.{time.nanoseconds:09}"


def new_time(words: Words) -> NewTimestamp:
    """`-` for no change, `now`, or SECONDS.NANOSECONDS."""
    match words.next():
        case "-":
            return NewTimestamp_NoChange()
        case "now":
            return NewTimestamp_Now()
        case word:
            seconds, _, rest = word.partition(".")
            return NewTimestamp_Timestamp(Instant(int(seconds), int(rest or "0")))

#!/usr/bin/env python3
"""local_days.py OCCURRENCES FROM TO - the lines of occurrences.py (UID, start, end, title) as local day, hour and title: what a
calendar program on the screen shows. Chișinău's clock by the rule that is law since 2022, not by the machine's tzdata."""
import datetime
import sys


def offset(utc):
    def last_sunday(month):
        d = datetime.datetime(utc.year, month, 31, 1)
        return d - datetime.timedelta(days=(d.weekday() + 1) % 7)
    return 3 if last_sunday(3) <= utc < last_sunday(10) else 2


def local(text):
    if "T" not in text:
        return text
    utc = datetime.datetime.fromisoformat(text.rstrip("Z"))
    return (utc + datetime.timedelta(hours=offset(utc))).strftime("%Y-%m-%d %H:%M")


def main():
    path, first, last = sys.argv[1:4]
    rows = set()
    for line in open(path, encoding="utf-8"):
        _, start, _, title = line.rstrip("\n").split("\t")
        start = local(start)
        if first <= start[:10] <= last:
            rows.add(f"{start}\t{title}")
    print("\n".join(sorted(rows)))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""occurrences.py CALENDAR FROM TO - every occurrence as icalendar and dateutil see it: UID, start (UTC, or the date), end,
title. The zone is the file's own VTIMEZONE (dateutil reads it), never the machine's tzdata."""
import datetime
import io
import sys

import icalendar
from dateutil import rrule, tz

UTC = datetime.timezone.utc


def zones(text):
    lines = text.replace("\r\n ", "").splitlines()
    inside, kept = False, []
    for line in lines:
        inside = inside or line == "BEGIN:VTIMEZONE"
        if inside:
            kept.append(line)
        inside = inside and line != "END:VTIMEZONE"
    found = tz.tzical(io.StringIO("\n".join(kept) + "\n"))
    return {name: found.get(name) for name in found.keys()}


def moment(prop, known):
    """A date, or a time in the zone that the property names."""
    value = prop.dt
    if not isinstance(value, datetime.datetime):
        return value
    if prop.params.get("TZID"):
        return value.replace(tzinfo=known[prop.params["TZID"]])
    return value.replace(tzinfo=UTC) if value.tzinfo else value


def moments(component, name, known):
    found = component.get(name, [])
    for one in found if isinstance(found, list) else [found]:
        for t in one.dts:
            t.params = one.params
            yield moment(t, known)


def show(t):
    return t.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ") if isinstance(t, datetime.datetime) else t.isoformat()


def naive(t):
    return t.replace(tzinfo=None) if isinstance(t, datetime.datetime) else datetime.datetime.combine(t, datetime.time())


def starts_of(event, known, last):
    """All starts of a series, exceptions left out; local times, so that a clock change does not move them."""
    start = moment(event["dtstart"], known)
    zone = start.tzinfo if isinstance(start, datetime.datetime) else None
    back = (lambda t: t.replace(tzinfo=zone)) if isinstance(start, datetime.datetime) else (lambda t: t.date())
    every = rrule.rruleset()
    every.rdate(naive(start))
    if "rrule" in event:
        rule = dict(event["rrule"])
        until = rule.pop("UNTIL", [None])[0]
        if isinstance(until, datetime.datetime) and until.tzinfo and zone:
            until = until.astimezone(zone).replace(tzinfo=None)
        elif until is not None:
            until = naive(until)
        text = ";".join(f"{k}={','.join(str(x) for x in v)}" for k, v in rule.items())
        more = rrule.rrulestr(text, dtstart=naive(start))
        every.rrule(more.replace(until=until) if until else more)
    for t in moments(event, "rdate", known):
        every.rdate(naive(t))
    for t in moments(event, "exdate", known):
        every.exdate(naive(t))
    return [back(t) for t in every.between(datetime.datetime(1900, 1, 1), last, inc=True)]


def rows(path, first, last):
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read()
    known = zones(text)
    calendar = icalendar.Calendar.from_ical(text)
    events = list(calendar.walk("VEVENT"))
    moved = {(str(e["uid"]), show(moment(e["recurrence-id"], known))): e for e in events if "recurrence-id" in e}
    end_of_time = datetime.datetime.fromisoformat(last) + datetime.timedelta(days=2)
    for e in events:
        if "recurrence-id" in e:
            continue
        for start in starts_of(e, known, end_of_time):
            shown = moved.get((str(e["uid"]), show(start)), e)
            begun = moment(shown["dtstart"], known) if shown is not e else start
            length = naive(moment(shown["dtend"], known)) - naive(moment(shown["dtstart"], known)) if "dtend" in shown else None
            end = begun + length if length is not None else begun + (datetime.timedelta(0) if isinstance(begun, datetime.datetime)
                                                                     else datetime.timedelta(1))
            if first <= show(begun)[:10] <= last:
                yield "\t".join((str(e["uid"]), show(begun), show(end), str(shown.get("summary", ""))))


if __name__ == "__main__":
    print("\n".join(sorted(rows(*sys.argv[1:4]))))

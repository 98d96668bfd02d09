#!/usr/bin/env python3
"""People and events for measuring: the same arguments give the same bytes.

    gen.py people N    CSV with the person fields of Obște
    gen.py events N    CSV with the event fields
    gen.py ics N       the same events as a calendar, for the peers
    gen.py abook N     CSV in abook's column order

The text is as awkward as real lists are: comma-below letters, the old cedilla ones (about 1 name in 60), decomposed
ones (1 in 120), Cyrillic (1 in 8), Gagauz, double names, nicknames in quotes, cells with commas, missing phones and
addresses. Row i depends on i alone, so the first thousand of a million are the thousand.
"""
import csv
import datetime
import sys
import unicodedata

SURNAMES = """Arseni Bălan Bîrcă Bordeianu Botnaru Burlacu Caraman Ceban Chirtoacă Ciobanu Cojocaru Croitoru Damaschin
Dănilă Diaconu Florea Frunză Găină Ghimpu Gîscă Grosu Guțu Hîncu Ionașcu Jardan Lazăr Lungu Mămăligă Mîndru Moraru
Munteanu Năstase Negru Olaru Păduraru Pîslaru Plămădeală Popescu Postolache Rață Răilean Roșca Rotaru Rusu Sîrbu Spînu
Stăvilă Șerban Șoltan Ștefîrță Știrbu Tănase Țapu Țîbîrnă Țurcanu Ungureanu Ursu Vîrtosu Vrabie Zgîrcea""".split()
GIVEN = """Ada Alexandru Ana Andrei Anișoara Aurelia Brîndușa Cătălin Constantin Cristina Dănuț Doina Dumitru Ecaterina
Elena Eugenia Galina Gheorghe Grigore Ilinca Ion Ionuț Iurie Lăcrămioara Lidia Lilia Ludmila Maria Mihaela Mircea Nadejda
Nicolae Oleg Parascovia Pavel Petru Radu Rodica Ruxandra Sergiu Silvia Sînziana Ștefan Ștefania Tatiana Tudor Valentina
Vasile Veaceslav Viorica Vitalie Zinaida""".split()
CYRILLIC_SURNAMES = """Арнаут Бондаренко Васильев Гуцу Димов Ёлкин Жуков Иванов Їжак Кожокару Кузнецова Мельник Николаев
Попов Русу Стоянова Тодоров Цуркан Чебан Шевченко Щербина Юрченко""".split()
CYRILLIC_GIVEN = "Анна Георгий Дмитрий Елена Иван Ирина Людмила Мария Наталья Ольга Пётр Светлана Сергей Фёдор Юрий".split()
GAGAUZ = (("Topçu", "Gökçe", "Kürkçü", "Kıssa", "Taşçı"), ("Födor", "Lüba", "Göna", "Örge"))
NICKNAMES = ("Vanea", "Nelu", "Mița", "Gicu", "Țuțu")
SECTORS = ("Botanica", "Buiucani", "Centru", "Ciocana", "Rîșcani", "Telecentru", "Poșta Veche", "Рышкановка")
SKILLS = ("contabilitate", "drept", "fotografie", "moderare", "șofer", "tâmplărie", "limba rusă", "ведение протокола",
          "relația cu primăria", "asistență medicală")
TITLES = ("Adunarea scării", "Întîlnirea grupului", "Curățenie în parc", "Atelier: petiții", "Audiere publică",
          "Vizită la primărie", "Собрание двора")
TOPICS = ("iluminat", "apă caldă", "rampe la policlinică", "trecerea de pe bd. Cuza-Vodă", "bugetul pe 2027", "тарифы",
          "locul de joacă; gardul", "acoperișul școlii, etapa a doua")
PLACES = ("Biblioteca „Onisifor Ghibu”", "Școala nr. 12", "Curtea, bl. 7", "Sala mare", "Клуб")
FIRST_DAY = datetime.date(2024, 1, 1)
MASK = (1 << 64) - 1


class Draw:
    """Numbers from (stream, row): splitmix64, so that they do not change with Python's versions."""

    def __init__(self, stream, row):
        self.state = (stream * 0x9E3779B97F4A7C15 + row * 0xD1B54A32D192ED03) & MASK

    def below(self, n):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return (z ^ (z >> 31)) % n

    def of(self, items):
        return items[self.below(len(items))]


CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")


def names(d):
    sort = d.below(200)
    if sort < 25:
        return d.of(CYRILLIC_SURNAMES), d.of(CYRILLIC_GIVEN)
    if sort < 29:
        return d.of(GAGAUZ[0]), d.of(GAGAUZ[1])
    surname, given = d.of(SURNAMES), d.of(GIVEN)
    if sort < 50:
        given += d.of((" ", "-")) + d.of(GIVEN)
    elif sort < 54:
        surname += "-" + d.of(CYRILLIC_SURNAMES)
    elif sort == 54:
        given += f' "{d.of(NICKNAMES)}"'
    spelling = d.below(120)
    if spelling < 2:
        return surname.translate(CEDILLA), given.translate(CEDILLA)
    if spelling == 2:
        return unicodedata.normalize("NFD", surname), unicodedata.normalize("NFD", given)
    return surname, given


PERSON = ["surname", "given", "phone", "email", "sector", "skills", "since"]


def person(i):
    d = Draw(1, i)
    surname, given = names(d)
    phone = "" if d.below(100) < 8 else f"+3736{d.of('0789')}{d.below(1000000):06d}"
    email = "" if d.below(100) < 35 else f"om{i}@{d.of(('exemplu.md', 'example.org'))}"
    skills = sorted({d.of(SKILLS) for _ in range(d.below(4))})
    since = (FIRST_DAY + datetime.timedelta(d.below(900))).isoformat()
    return [surname, given, phone, email, d.of(SECTORS), ", ".join(skills), since]


EVENT = ["title", "date", "starts", "ends", "place", "notes"]


def event(i):
    d = Draw(2, i)
    start = 8 * 60 + 15 * d.below(44)
    end = start + 30 * (1 + d.below(5))
    text = f"{d.of(TOPICS)}; {d.of(TOPICS)}.\nResponsabil: {' '.join(reversed(names(d)))}"
    return [f"{d.of(TITLES)}: {d.of(TOPICS)} ({i})", (FIRST_DAY + datetime.timedelta(d.below(1500))).isoformat(),
            f"{start // 60:02d}:{start % 60:02d}", f"{end // 60:02d}:{end % 60:02d}", d.of(PLACES),
            unicodedata.normalize("NFC", text)]


def folded(line):
    """At most 75 octets a line, never inside a letter (RFC 5545 3.1)."""
    out, room, piece = [], 75, b""
    for letter in line:
        b = letter.encode()
        if len(piece) + len(b) > room:
            out.append(piece)
            piece, room = b"", 74
        piece += b
    return b"\r\n ".join(out + [piece]).decode() + "\r\n"


def escaped(text):
    for a, b in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(a, b)
    return text


ZONE = """BEGIN:VTIMEZONE|TZID:Europe/Chisinau|BEGIN:DAYLIGHT|DTSTART:19700329T030000|TZOFFSETFROM:+0200|TZOFFSETTO:+0300
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU|END:DAYLIGHT|BEGIN:STANDARD|DTSTART:19701025T040000|TZOFFSETFROM:+0300
TZOFFSETTO:+0200|RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU|END:STANDARD|END:VTIMEZONE""".replace("\n", "|").split("|")


def calendar(n):
    yield from ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//gen//RO", *ZONE]
    for i in range(1, n + 1):
        title, date, starts, ends, place, notes = event(i)
        day = date.replace("-", "")
        yield from ["BEGIN:VEVENT", f"UID:{i}@bench.example", "DTSTAMP:20240101T000000Z",
                    f"DTSTART;TZID=Europe/Chisinau:{day}T{starts.replace(':', '')}00",
                    f"DTEND;TZID=Europe/Chisinau:{day}T{ends.replace(':', '')}00", "SUMMARY:" + escaped(title),
                    "LOCATION:" + escaped(place), "DESCRIPTION:" + escaped(notes), "END:VEVENT"]
    yield "END:VCALENDAR"


def write(kind, n, out):
    if kind == "ics":
        out.writelines(map(folded, calendar(n)))
        return
    w = csv.writer(out, lineterminator="\n")
    if kind == "people":
        w.writerow(PERSON)
        w.writerows(map(person, range(1, n + 1)))
    elif kind == "events":
        w.writerow(EVENT)
        w.writerows(map(event, range(1, n + 1)))
    else:
        for p in map(person, range(1, n + 1)):
            w.writerow([p[0] + " " + p[1].replace('"', "'"), p[3], p[2], p[4], ""])


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("people", "events", "ics", "abook") or not sys.argv[2].isdigit():
        sys.exit(__doc__)
    with open(1, "w", encoding="utf-8", newline="", closefd=False) as out:
        write(sys.argv[1], int(sys.argv[2]), out)


if __name__ == "__main__":
    main()

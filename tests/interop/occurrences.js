// occurrences.js CALENDAR FROM TO - every occurrence as ical.js sees it: UID, start (UTC, or the date), end, title.
// Printed as occurrences.py prints them, so that the two readers can be compared line by line.
const fs = require('fs');

async function main() {
  const module_ = await import(process.env.ICAL_JS || 'ical.js');
  const ICAL = module_.default || module_;
  const [path, from, to] = process.argv.slice(2);
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(path, 'utf8')));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    const tz = new ICAL.Timezone(zone);
    ICAL.TimezoneService.register(tz.tzid, tz);
  }
  const events = calendar.getAllSubcomponents('vevent').map((c) => new ICAL.Event(c));
  const masters = events.filter((e) => !e.isRecurrenceException());
  for (const e of events.filter((x) => x.isRecurrenceException())) {
    const master = masters.find((m) => m.uid === e.uid);
    if (master) master.relateException(e);
  }
  const show = (t) => (t.isDate ? t.toString() : t.toJSDate().toISOString().slice(0, 16) + 'Z');
  const rows = [];
  const add = (uid, d) => {
    const day = show(d.startDate).slice(0, 10);
    if (day >= from && day <= to) rows.push([uid, show(d.startDate), show(d.endDate), d.item.summary].join('\t'));
  };
  for (const e of masters) {
    if (!e.isRecurring()) {
      add(e.uid, { startDate: e.startDate, endDate: e.endDate, item: e });
      continue;
    }
    const each = e.iterator();
    for (let t = each.next(), n = 0; t && n < 5000 && show(t).slice(0, 10) <= to; t = each.next(), n++)
      add(e.uid, e.getOccurrenceDetails(t));
  }
  process.stdout.write(rows.sort().join('\n') + '\n');
}
main().catch((e) => { console.error(e); process.exit(1); });

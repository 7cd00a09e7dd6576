// Reads iCalendar as Thunderbird does: its own parser, with the zones that the file itself defines and no others.
// In: one file a line, as a JSON string. Out: a line for each, with every event's instants as seconds since 1970.
import ICAL from "ical.js";
import { createInterface } from "node:readline";

function party(property) {
  return {
    address: property.getFirstValue(),
    name: property.getParameter("cn") ?? null,
    role: property.getParameter("role") ?? null,
    answer: property.getParameter("partstat") ?? null,
  };
}

function event(component) {
  const found = new ICAL.Event(component);
  const organiser = component.getFirstProperty("organizer");
  return {
    uid: found.uid,
    sequence: found.sequence,
    starts: found.startDate.toUnixTime(),
    ends: found.endDate.toUnixTime(),
    title: found.summary,
    text: found.description,
    place: found.location,
    status: component.getFirstPropertyValue("status"),
    organiser: organiser ? party(organiser) : null,
    attendees: component.getAllProperties("attendee").map(party),
    alarms: component.getAllSubcomponents("valarm").map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
  };
}

function calendar(text) {
  const component = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of component.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  return {
    method: component.getFirstPropertyValue("method"),
    name: component.getFirstPropertyValue("x-wr-calname"),
    events: component.getAllSubcomponents("vevent").map(event),
  };
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  console.log(JSON.stringify(calendar(JSON.parse(line))));
}

/* model/choices.h - lists of choices that several kinds share. Codes are permanent; labels may change. */
#ifndef OBSTE_MODEL_CHOICES_H
#define OBSTE_MODEL_CHOICES_H

#include "base/lang.h"
#include "model/kind.h"

#define CHOICES(name, ...) static const struct choice pick_##name[] = {__VA_ARGS__, {0, 0, false}}

CHOICES(language, {"ro", N_("Romanian"), 0}, {"ru", N_("Russian"), 0}, {"en", N_("English"), 0});
CHOICES(person_category, {"citizen", N_("citizen"), 0}, {"activist", N_("activist"), 0}, {"expert", N_("expert"), 0},
    {"artist", N_("artist"), 0}, {"communicator", N_("communicator"), 0}, {"official", N_("official"), 0},
    {"journalist", N_("journalist"), 0}, {"other", N_("other"), 0});
CHOICES(person_role, {"member", N_("member"), 0}, {"volunteer", N_("volunteer"), 0},
    {"coordinator", N_("coordinator"), 0}, {"trainer", N_("trainer"), 0}, {"supporter", N_("supporter"), 0},
    {"partner", N_("partner"), 0});
CHOICES(person_status, {"active", N_("active"), 0}, {"paused", N_("paused"), 0}, {"left", N_("left the group"), 1},
    {"guest", N_("came once"), 1});
CHOICES(
    pair_state, {"open", N_("to be decided"), 0}, {"different", N_("two people"), 1}, {"merged", N_("made one"), 1});
CHOICES(gender, {"f", N_("woman"), 0}, {"m", N_("man"), 0}, {"x", N_("other or not said"), 0});
CHOICES(age_bands, {"u18", N_("under 18"), 0}, {"18-29", "18–29", 0}, {"30-44", "30–44", 0}, {"45-59", "45–59", 0},
    {"60+", "60+", 0});
CHOICES(consent_purpose, {"contact", N_("being contacted"), 0}, {"events", N_("invitations and calendars"), 0},
    {"petition", N_("signing petitions"), 0}, {"photo", N_("photos and publication"), 0},
    {"reporting", N_("reports to funders"), 0});
CHOICES(consent_how, {"paper", N_("on paper"), 0}, {"spoken", N_("spoken"), 0}, {"online", N_("online"), 0},
    {"email", N_("by e-mail"), 0});
CHOICES(group_kind, {"initiative", N_("initiative group"), 0}, {"informal", N_("informal community"), 0},
    {"association", N_("association"), 0}, {"team", N_("team"), 0}, {"block", N_("block of flats"), 0},
    {"school", N_("school"), 0});
CHOICES(authority_kind, {"council", N_("council"), 0}, {"city_hall", N_("city hall"), 0},
    {"praetor", N_("praetor's office"), 0}, {"directorate", N_("directorate"), 0},
    {"enterprise", N_("municipal enterprise"), 0}, {"committee", N_("council committee"), 0},
    {"central", N_("central authority"), 0}, {"court", N_("court"), 0}, {"ombudsman", N_("ombudsman"), 0},
    {"other", N_("other"), 0});
CHOICES(problem_state, {"reported", N_("reported"), 0}, {"verified", N_("verified"), 0},
    {"sent", N_("sent to the authority"), 0}, {"planned", N_("planned by the authority"), 0},
    {"solved_said", N_("solved, the authority says"), 0}, {"solved", N_("solved, members verified"), 1},
    {"closed", N_("closed"), 1}, {"not_theirs", N_("not theirs, they say"), 0},
    {"duplicate", N_("duplicate of another"), 1});
CHOICES(problem_category, {"roads", N_("roads and crossings"), 0}, {"lighting", N_("lighting"), 0},
    {"waste", N_("waste"), 0}, {"green", N_("parks and trees"), 0}, {"water", N_("water and sewers"), 0},
    {"transport", N_("public transport"), 0}, {"building", N_("building and zoning"), 0},
    {"access", N_("accessibility"), 0}, {"school", N_("schools and kindergartens"), 0}, {"safety", N_("safety"), 0},
    {"other", N_("other"), 0});
CHOICES(priority, {"high", N_("high"), 0}, {"normal", N_("normal"), 0}, {"low", N_("low"), 0});
CHOICES(action_type, {"petition", N_("petition"), 0}, {"information", N_("information request"), 0},
    {"campaign", N_("campaign"), 0}, {"collection", N_("collection"), 0}, {"direct", N_("direct action"), 0},
    {"media", N_("media work"), 0}, {"consultation", N_("consultation"), 0}, {"community", N_("community work"), 0},
    {"other", N_("other"), 0});
CHOICES(action_level, {"local", N_("local"), 0}, {"municipal", N_("municipal"), 0}, {"national", N_("national"), 0});
CHOICES(action_stage, {"idea", N_("idea"), 0}, {"preparing", N_("preparing"), 0}, {"collecting", N_("collecting"), 0},
    {"submitted", N_("submitted"), 0}, {"waiting", N_("waiting for the answer"), 0}, {"answered", N_("answered"), 0},
    {"active", N_("under way"), 0}, {"won", N_("won"), 1}, {"continues", N_("goes on otherwise"), 1},
    {"stopped", N_("stopped"), 1});
CHOICES(letter_kind, {"petition", N_("petition"), 0}, {"information", N_("information request"), 0},
    {"prior", N_("prior request"), 0}, {"proposal", N_("proposal"), 0}, {"opinion", N_("consultation opinion"), 0},
    {"support", N_("letter of support"), 0}, {"assembly", N_("assembly notice"), 0}, {"reply", N_("reply"), 0},
    {"refusal", N_("refusal"), 0}, {"extension", N_("extension of the term"), 0}, {"redirect", N_("redirection"), 0},
    {"acknowledgement", N_("acknowledgement"), 0}, {"defects", N_("asked to complete"), 0},
    {"completion", N_("completion"), 0}, {"suspension", N_("suspension"), 0}, {"resumption", N_("resumption"), 0},
    {"other", N_("other"), 0});
CHOICES(letter_channel, {"counter", N_("at the counter"), 0}, {"post", N_("by post"), 0}, {"email", N_("by e-mail"), 0},
    {"online", N_("online form"), 0}, {"spoken", N_("spoken, in minutes"), 0});
CHOICES(letter_direction, {"out", N_("from us"), 0}, {"in", N_("to us"), 0});
CHOICES(sheet_form, {"paper", N_("paper"), 0}, {"online", N_("online"), 0});
CHOICES(signature_check, {"ok", N_("checked"), 0}, {"refused", N_("refused"), 1}, {"double", N_("signed twice"), 1});
CHOICES(ledger_kind, {"pledge", N_("pledge"), 0}, {"income", N_("income"), 0}, {"cost", N_("cost"), 0},
    {"in_kind", N_("in kind"), 0});
CHOICES(currency, {"MDL", "MDL", 0}, {"EUR", "EUR", 0}, {"USD", "USD", 0}, {"RON", "RON", 0});
CHOICES(planned_status, {"planned", N_("planned"), 0}, {"confirmed", N_("confirmed"), 0}, {"held", N_("held"), 1},
    {"cancelled", N_("cancelled"), 1});
CHOICES(handout_what, {"calendar", N_("calendar"), 0}, {"invitation", N_("invitation"), 0},
    {"cancellation", N_("cancellation"), 0}, {"table", N_("table"), 0}, {"contacts", N_("contact cards"), 0},
    {"report", N_("report"), 0}, {"other", N_("other"), 0});
CHOICES(handout_whom, {"person", N_("one person"), 0}, {"group", N_("a group"), 0}, {"members", N_("the members"), 0},
    {"public", N_("everybody"), 0}, {"own", N_("ourselves"), 0});
CHOICES(handout_how, {"file", N_("as a file"), 0}, {"email", N_("by e-mail"), 0}, {"server", N_("on a server"), 0});
CHOICES(attendance_mark, {"expected", N_("expected"), 0}, {"confirmed", N_("said yes"), 0},
    {"present", N_("present"), 0}, {"late", N_("late"), 0}, {"absent", N_("absent"), 0}, {"excused", N_("excused"), 0},
    {"untouched", N_("not marked"), 0});
CHOICES(attendance_answer, {"yes", N_("said yes"), 0}, {"no", N_("said no"), 0});
CHOICES(counted, {"halves", N_("half-days"), 0}, {"hours", N_("hours"), 0});
CHOICES(meeting_form, {"ordinary", N_("ordinary"), 0}, {"extraordinary", N_("extraordinary"), 0});
CHOICES(meeting_body, {"council", N_("municipal council"), 0}, {"committee", N_("council committee"), 0},
    {"praetor", N_("praetor's office"), 0}, {"hearing", N_("public hearing"), 0}, {"group", N_("our group"), 0});
CHOICES(item_result, {"approved", N_("approved"), 1}, {"rejected", N_("rejected"), 1},
    {"reexamined", N_("sent for re-examination"), 0}, {"postponed", N_("postponed"), 0},
    {"withdrawn", N_("withdrawn"), 1});
CHOICES(observation_kind, {"fact", N_("fact"), 0}, {"promise", N_("promise"), 0}, {"vote", N_("vote"), 0},
    {"quote", N_("quote"), 0}, {"question", N_("question"), 0}, {"breach", N_("breach of the notice rules"), 0});
CHOICES(promise_kept, {"running", N_("running"), 0}, {"kept", N_("kept"), 1}, {"broken", N_("broken"), 1});
CHOICES(contact_channel, {"phone", N_("by phone"), 0}, {"meeting", N_("face to face"), 0},
    {"email", N_("by e-mail"), 0}, {"chat", N_("by chat"), 0}, {"letter", N_("by letter"), 0});
CHOICES(media_form, {"article", N_("article"), 0}, {"tv", N_("television"), 0}, {"radio", N_("radio"), 0},
    {"online", N_("online post"), 0}, {"release", N_("press release"), 0}, {"own", N_("our own publication"), 0});
CHOICES(step_part, {"task", N_("task"), 0}, {"role", N_("role"), 0}, {"safety", N_("safety"), 0});
CHOICES(rule_unit, {"calendar_day", N_("calendar days"), 0}, {"working_day", N_("working days"), 0},
    {"month", N_("months"), 0}, {"year", N_("years"), 0}, {"hour", N_("hours"), 0},
    {"hour_per_month", N_("hours a month"), 0}, {"open", N_("no number in the law"), 0});
CHOICES(rule_direction, {"after", N_("after"), 0}, {"max_after", N_("at most, after"), 0},
    {"min_after", N_("at least, after"), 0}, {"add", N_("added to another"), 0}, {"max_total", N_("at most in all"), 0},
    {"before", N_("at least, before"), 0}, {"range", N_("from … to"), 0}, {"every", N_("every"), 0},
    {"threshold", N_("threshold"), 0});
CHOICES(rule_confidence, {"verified", N_("text read"), 0}, {"reading", N_("our reading"), 0},
    {"secondary", N_("to be checked"), 0});
CHOICES(dayoff_state, {"off", N_("day off"), 0}, {"working", N_("working day"), 0});
CHOICES(trainer_origin, {"local", N_("only local"), 0}, {"foreign", N_("foreign"), 0},
    {"both", N_("local and foreign"), 0});

/* The chapters of the Guide, as their files are named (data/guide). */
CHOICES(guide_chapter, {"city", N_("How the city is governed"), 0}, {"problem", N_("Finding a problem"), 0},
    {"group", N_("The group"), 0}, {"information", N_("Information request"), 0}, {"petition", N_("Petition"), 0},
    {"council", N_("The council"), 0}, {"consultation", N_("Consultation"), 0}, {"campaign", N_("Campaign"), 0},
    {"resources", N_("Collecting resources"), 0}, {"press", N_("Press"), 0},
    {"assembly", N_("Direct action, assemblies"), 0}, {"referendum", N_("Local referendum"), 0},
    {"data", N_("Personal data"), 0}, {"ladder", N_("When nobody answers"), 0}, {"workshop", N_("A good workshop"), 0},
    {"templates", N_("Templates, checklists"), 0});

#endif

"""The words by which people and apps name lifts and runs: English, German, some French and Spanish.

Shape: phrases separated by commas; a space also matches a hyphen or nothing, and `*` any ending.
"""

from service.domain.training import Effort, Kind

CERTAIN: dict[Kind | None, str] = {
    Kind.LOWER: """leg day, legs day, leg workout, leg session, leg training, leg press, lower body, squat,
        squats, squatting, deadlift*, hip thrust*, lunges, beintraining, beintag, kniebeuge*, kreuzheben,
        unterkörper*, unterkoerper*, sentadilla*""",
    Kind.UPPER: """upper body, bench press, bankdrücken, bankdruecken, oberkörper*, oberkoerper*,
        overhead press, push day, pull day, chest day, back day, arm day, arms day, shoulder day, pull ups,
        push ups, chin ups, klimmzug*, klimmzüge, liegestütz*, chest and back, back and biceps,
        chest and triceps""",
    Kind.FULL: """full body, ganzkörper*, ganzkoerper*, strength training, strength session,
        strength workout, weight training, weightlifting, powerlifting, olympic lifting, krafttraining,
        kraftsport, kraftraum, krafteinheit, hanteltraining, crossfit, gym session, gym workout, home gym,
        lifting session, barbell*, kettlebell*, musculation, hit the gym, clean and jerk""",
    Kind.LIGHT_LIFT: """light lift, core workout, core training, core session, core strength, ab workout,
        rumpftraining, rumpfstabi, stabitraining, rumpfkraft, prehab""",
    Kind.INTERVALS: """interval training, interval run, interval session, intervals run, intervalltraining,
        intervalllauf, intervallläufe, hill repeats, hill reps, hill sprints, hill intervals, track workout,
        track session, track night, speed work, speed session, speed run, fartlek, fahrtspiel,
        bergsprints, bergintervalle, bahntraining, tempowechsel*, fractionné, fractionne""",
    Kind.TEMPO: """tempo run, tempo session, tempolauf, tempodauerlauf, threshold run, threshold session,
        schwellenlauf, schwellentraining, cruise intervals, progression run, marathon pace run""",
    Kind.LONG: """long run, medium long run, long slow distance, langer lauf, langen lauf, langer dauerlauf,
        lauf lang, sortie longue, tirada larga""",
    Kind.EASY: """easy run, easy jog, recovery run, recovery jog, base run, shakeout*, shake out,
        lockerer lauf, lockerer dauerlauf, regenerationslauf, regenerativer lauf, grundlagenlauf, slow run,
        zone 2 run, z2 run, aerobic run, joggen, jogging, footing""",
    Kind.MODERATE: "moderate run, steady run, medium run, parkrun, zügiger dauerlauf, zügiger lauf",
    Kind.MOBILITY: """yoga, pilates, stretching, foam roll*, dehnen, blackroll, faszien*,
        beweglichkeit*, mobility session, mobility work, mobility training, mobility routine""",
    None: """morning run, evening run, lunch run, treadmill run, trail run, running session, run club,
        running club, go for a run, lauftraining, laufeinheit, laufrunde, lauftreff, waldlauf, dauerlauf,
        morgenlauf, abendlauf, course à pied""",
}
"""Words that mean training by themselves. None is a run that is not described further."""

LIKELY: dict[Kind | None, str] = {
    Kind.LOWER: "legs, lower, quads, hams, hamstrings, glutes, beine",
    Kind.UPPER: "upper, push, pull, bench, chest, shoulders, biceps, triceps, brust, schultern, ohp",
    Kind.FULL: "gym, strength, weights, lift, lifting, kraft, wod, fitnessstudio, gimnasio",
    Kind.LIGHT_LIFT: "core, abs, stabi, rumpf, planks",
    Kind.INTERVALS: """intervals, interval, intervalle, intervall, track, speed, sprints, repeats,
        200s, 300s, 400s, 600s, 800s, 1000s, vo2max, vo2""",
    Kind.TEMPO: "tempo, threshold, schwelle, progression, race pace, marathon pace, cruise",
    Kind.LONG: "lr",
    Kind.EASY: "jog",
    Kind.MOBILITY: "mobility, stretch",
    None: "run, running, lauf, laufen, correr",
}
"""Words that mean training beside a distance, sets or the like, or in a title without foreign words."""

RUN_KIND_WORDS: dict[Kind | None, str] = {
    Kind.LONG: "long, langer, lang, lsd",
    Kind.EASY: "easy, recovery, regeneration, locker, lockerer, lockeres, base, aerobic, z2, zone 2, ga1",
    Kind.MODERATE: "steady, moderate, moderat, ga2",
    None: "race, wettkampf",
}
"""Words that tell the kind of a run, once it is known to be a run."""

HALVES = {
    "push": """push, push ups, bench, bench press, chest, triceps, trizeps, shoulder, shoulders, schultern,
        ohp, overhead press, bankdrücken, bankdruecken, brust, liegestütz*""",
    "pull": "pull, pull ups, chin ups, back, biceps, bizeps, rows, klimmzug*, klimmzüge, rücken",
}
"""The two halves of the upper body that programmes train on different days."""

EFFORTS: dict[Effort, str] = {
    Effort.MAX: "max, 1rm, pr, test, to failure, amrap, race, wettkampf",
    Effort.HARD: "hard, heavy, schwer, schwere, schweres, hart, hartes, intense, intensiv",
    Effort.MODERATE: "moderate, moderat, steady, medium, mittel",
    Effort.EASY: "easy, light, leicht, leichte, leichtes, locker, lockeres, deload, technique, technik",
}

OTHER_SPORTS = """swim*, schwimm*, bike, bikes, biking, cycling, cycle, ride, rides, radfahren, rad,
    rennrad, zwift, peloton, spinning, rower, rowing, rudern, ski, skiing, skitour, langlauf, hike, hiking,
    wandern, tennis, football, fussball, soccer, basketball, volleyball, handball, golf, climbing, bouldern,
    bouldering, klettern, brick, duathlon, triathlon, kayak, surf, surfing, dance, tanzen, boxing"""
"""Sports that the rulebook does not know."""

NO_TRAINING = """rest day, rest or, day off, ruhetag, pausentag, off day, dry run, test run, trial run,
    school run, print run, run through, run the, run errands, run of, beer run, coffee run, grocery run,
    food run, airport run, bank run, long weekend, core hours, core team, lift home, lift to, home run,
    payroll run, demo run, ski run, bullet run, chicken run, laufwerk, probelauf, meeting*, mtg, call, sync,
    standup, stand up, review*, retro*, planning, kickoff, demo, interview*, webinar, seminar, conference,
    konferenz, kongress, lecture, vorlesung, workshop, talk, podcast, deadline, release, deploy*, pipeline,
    payroll, budget, invoice*, rechnung*, report*, database, script, scripts, api, server*, production,
    request*, management, jira, timesheet*, tickets, flight, flug, delivery, lieferung, order, bestellen,
    buy, kaufen, purchase, sale, shopping, membership*, mitgliedschaft, renew*, kündig*, cancel*,
    subscription, abo, pay, payment, invitation, register, registration, anmeld*, sign up, signup, shoes,
    schuhe, laufschuhe, mat, matte, birthday*, geburtstag*, party, concert, konzert, movie, film, kino,
    netflix, watch, tv, book, buchen, massage*, physio*, doctor, dr, arzt, zahnarzt, dentist, mri, mrt, x
    ray, röntgen, surgery, op, appointment, consultation, wax*, laser, tattoo, kids, kinder, school, schule,
    pick up, drop off, abholen, bringen, elternabend, spectat*, cheer*, volunteer*, expo, orientation,
    maintenance, wartung, repair, reparatur, install*, rack, lottery, wedding, hochzeit, retreat, holiday*,
    urlaub, vacation, reservation, tax, offsite, onboarding, speed test, mobility budget, urban mobility,
    flights, dinner, brunch, breakfast"""
"""Words that rule out training, whatever else the title says."""

NEUTRAL_WORDS = """a, an, the, my, our, and, or, of, on, in, at, to, for, after, before, then, plus, from, by,
    into, am, pm, the, und, oder, mit, im, in, am, vor, nach, der, die, das, beim, zum, mein, meine, etwas,
    dann, morning, afternoon, evening, night, lunch, lunchtime, midday, noon, early, pre, post, work, daily,
    weekly, morgen, morgens, mittags, abends, abend, früh, nachmittag, feierabend, heute, monday, tuesday,
    wednesday, thursday, friday, saturday, sunday, mon, tue, wed, thu, fri, sat, sun, montag, dienstag,
    mittwoch, donnerstag, freitag, samstag, sonntag, mo, di, mi, do, fr, sa, so, session, workout, training,
    einheit, day, tag, week, woche, block, phase, set, sets, rep, reps, round, rounds, circuit, km, min,
    mins, minutes, minuten, std, hr, pace, hm, rpe, kg, lb, lbs, sec, solo, group, club, social, park,
    forest, wald, woods, trail, road, treadmill, laufband, indoor, outdoor, outside, studio, garage, beach,
    strand, river, lake, see, hill, hills, hilly, flat, warm, cool, up, down, warmup, cooldown, einlaufen,
    auslaufen, strides, drills, abc, fasted, nüchtern, taper, deload, build, peak, low, back, arms, body,
    hip, hips, ankle, ankles, shoulder, spine, calves, triceps, press, rows, curls, rücken, dumbbell*,
    steps, endurance, zone, sunny, sprint, steigerungen, wk, km, mile, miles, meter, meters, float, jogs,
    walk, breaks, rest, recoveries, recovery, progressive, rolling, quick, short, kurz, kurzer, kurze,
    runners, läufer, garmin, runna, strava, trainingpeaks, coach, plan"""
"""Words that are not foreign beside likely ones."""

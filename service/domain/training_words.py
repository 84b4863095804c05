"""The words by which people and apps name lifts and runs: English, German, some French and Spanish.

Shape: phrases separated by commas; a space also matches a hyphen or nothing, and `*` any ending.
"""

from service.domain.training import Effort, Kind

CERTAIN: dict[Kind | None, str] = {
    Kind.LOWER: """leg day, legs day, leg workout, leg session, leg training, leg press, lower body,
        squat, squats, squatting, deadlift*, hip thrust*, lunge, lunges, leg strength, lower body
        strength, beintraining, beintag, kniebeuge*, kreuzheben, unterkörper*, unterkoerper*,
        sentadilla*, pierna, día de pierna, bas du corps, tren inferior, jambes""",
    Kind.UPPER: """upper body, bench press, bankdrücken, bankdruecken, oberkörper*, oberkoerper*,
        overhead press, push day, pull day, chest day, back day, arm day, arms day, shoulder day, pull
        ups, push ups, chin ups, klimmzug*, klimmzüge, liegestütz*, chest and back, back and biceps,
        chest and triceps, haut du corps, tren superior, développé couché, press de banca, dominadas,
        tractions, flexiones""",
    Kind.FULL: """full body, ganzkörper*, ganzkoerper*, strength training, strength session, strength
        workout, weight training, weightlifting, powerlifting, olympic lifting, krafttraining,
        kraftsport, kraftraum, krafteinheit, hanteltraining, crossfit, gym session, gym workout, home
        gym, lifting session, barbell*, kettlebell*, musculation, hit the gym, clean and jerk,
        renforcement musculaire, renfo, entrenamiento de fuerza, pesas, gewichtheben, langhantel*,
        functional strength""",
    Kind.LIGHT_LIFT: """light lift, core workout, core training, core session, core strength, ab
        workout, rumpftraining, rumpfstabi, stabitraining, rumpfkraft, prehab, ppg, gainage,
        abdominales, stretch and strengthen, stretch & strengthen, stretch & strength, bodyweight
        circuit""",
    Kind.INTERVALS: """interval training, interval run, interval session, intervals run,
        intervalltraining, intervalllauf, intervallläufe, hill repeats, hill reps, hill sprints, hill
        intervals, track workout, track session, track night, speed work, speed session, speed run,
        fartlek, fahrtspiel, bergsprints, bergintervalle, bahntraining, tempowechsel*, fractionné, vma
        courte, vma longue, séance vma, entrenamiento de series, series en pista, cuestas, cambios de
        ritmo, côtes, hill workout, hill session, hügelläufe, berganläufe, minutenläufe, pyramidenlauf,
        tempo intervals, threshold intervals, yasso*, vo2max intervals, speed intervals, track
        intervals, bahneinheit, fartlek run""",
    Kind.TEMPO: """tempo run, tempo session, tempolauf, tempodauerlauf, threshold run, threshold
        session, schwellenlauf, schwellentraining, cruise intervals, progression run, marathon pace run,
        lactate threshold run, schwellendauerlauf, tdl, crescendolauf, endlauf, séance au seuil, sortie
        seuil, allure spécifique, allure marathon, allure semi, ritmo controlado, carrera a ritmo,
        rodaje a ritmo, steigerungslauf, fast finish run""",
    Kind.LONG: """long run, medium long run, long slow distance, langer lauf, langen lauf, langer
        dauerlauf, lauf lang, sortie longue, tirada larga, rodaje largo, carrera larga, med long run,
        mid long run, langstreckenlauf, longjog, endurance run, lsd run""",
    Kind.EASY: """easy run, easy jog, recovery run, recovery jog, base run, shakeout*, shake out,
        lockerer lauf, lockerer dauerlauf, regenerationslauf, regenerativer lauf, grundlagenlauf, slow
        run, zone 2 run, z2 run, aerobic run, joggen, jogging, footing, easy runs, recovery runs,
        general aerobic run, general aerobic + speed, gen aerobic + speed, recovery + speed, regular
        run, relaxed run, maintenance run, endurance fondamentale, sortie facile, course facile, footing
        de récupération, rodaje suave, rodaje fácil, trote suave, carrera suave, carrera continua,
        ruhiger dauerlauf, langsamer dauerlauf, langsamer lauf, run walk, walk run, jog walk, walk jog,
        run and walk, genusslauf""",
    Kind.MODERATE: """moderate run, steady run, medium run, parkrun, zügiger dauerlauf, zügiger lauf,
        flotter dauerlauf, sortie active, hilly run, rodaje medio, rodaje alegre""",
    Kind.MOBILITY: """yoga, pilates, stretching, foam roll*, dehnen, blackroll, faszien*,
        beweglichkeit*, mobility session, mobility work, mobility training, mobility routine""",
    None: """morning run, evening run, lunch run, treadmill run, trail run, running session, run club,
        running club, go for a run, lauftraining, laufeinheit, laufrunde, lauftreff, waldlauf,
        dauerlauf, morgenlauf, abendlauf, course à pied, rodaje, salir a correr, sortie running, trail
        running, sortie trail, group run, club run, long jog, crosslauf, geländelauf, cross country run,
        barefoot run""",
}
"""Words that mean training by themselves. None is a run that is not described further."""

LIKELY: dict[Kind | None, str] = {
    Kind.LOWER: "legs, lower, quads, hams, hamstrings, glutes, beine, piernas, glúteos",
    Kind.UPPER: "upper, push, pull, bench, chest, shoulders, biceps, triceps, brust, schultern, ohp",
    Kind.FULL: "gym, strength, weights, lift, lifting, kraft, wod, fitnessstudio, gimnasio, fuerza, muscu",
    Kind.LIGHT_LIFT: "core, abs, stabi, rumpf, planks",
    Kind.INTERVALS: """intervals, interval, intervalle, intervall, track, speed, sprints, repeats, 200s,
        300s, 400s, 600s, 800s, 1000s, vo2max, vo2, vma""",
    Kind.TEMPO: """tempo, threshold, schwelle, progression, race pace, marathon pace, cruise, lt,
        lactate threshold, seuil, umbral, half marathon pace, race pace + speed, kenyan style
        progression""",
    Kind.LONG: "lr, mlr, med long, medium long, lala",
    Kind.EASY: "jog, jogs, trote, ef, ldl, general aerobic, gen aerobic, easy runs",
    Kind.MOBILITY: "mobility, stretch",
    None: "run, runs, running, lauf, laufen, correr, dl, marathon simulation, carrera",
}
"""Words that mean training beside a distance, sets or the like, or in a title without foreign words."""

RUN_KIND_WORDS: dict[Kind | None, str] = {
    Kind.LONG: "long, l, langer, lang, lsd, longue, larga, largo",
    Kind.EASY: """easy, e, recovery, regeneration, locker, lockerer, lockeres, base, aerobic, z2, zone 2,
        ga1, ez, easy pace, easy to moderate, easy progressing to moderate, very easy to easy, suave,
        facile, fácil, tranquille, reg, relaxed, récup, récupération, slow, langsam""",
    Kind.MODERATE: "steady, moderate, moderat, ga2, medium, zügig, moderado, soutenu",
    Kind.TEMPO: """pace, mp, hmp, gmp, goal pace, hm pace, lt pace, mp pace, tempo pace, allure, ritmo,
        continuous at, cutdown, cut down""",
    Kind.INTERVALS: "hills, hill, reps, series, séries, serien",
    None: "endurance, course",
}
"""Words that tell the kind of a run, once it is known to be a run."""

RACES = """half marathon, halbmarathon, semi marathon, media maratón, medio maratón, race day, tune up
    race, goal race, key race, marathon race, goal marathon, second marathon, 5k race, 10k race, 8k
    race, 15k race, 5 k race, 10 k race, 10 mile race, mile race, 3k race, wettkampf, wettkampftag,
    volkslauf, stadtlauf, citylauf, silvesterlauf, firmenlauf, 10 km lauf wettkampf, jour de course,
    course officielle, carrera popular, san silvestre, día de carrera, día de la carrera, competición,
    compétition, ultramarathon, ultra trail, time trial, cross country race, fun run, charity run,
    turkey trot, parkrun race, 3k time trial, 5k time trial"""
"""Words that mean a race to run."""

LIKELY_RACES = "marathon, maratón, marathons, race, ultra"
"""Words that mean a race to run, unless foreign words beside them say otherwise."""

NO_RACE = """pace, effort, training, train, plan, simulation, prep*, rehearsal, strategy, weight, tempo,
    renntempo, group, gruppe, workout, week, woche, kit, shoes, report, recap, nutrition, briefing,
    packet, weekend, car, conditions, build"""
"""Words that, after a word for a race, make it none."""

OPTIONAL = """rest, off, day off, off day, rest day, ruhe, ruhetag, frei, repos, jour de repos,
    descanso, día de descanso, libre, kein training, pause, no run, no training"""
"""Words that, first in a title or beside `or`, make it a day without training, or one that leaves the
    choice."""

HALVES = {
    "push": """push, push ups, bench, bench press, chest, triceps, trizeps, shoulder, shoulders,
        schultern, ohp, overhead press, bankdrücken, bankdruecken, brust, liegestütz*""",
    "pull": "pull, pull ups, chin ups, back, biceps, bizeps, rows, klimmzug*, klimmzüge, rücken",
}
"""The two halves of the upper body that programmes train on different days."""

EFFORTS: dict[Effort, str] = {
    Effort.MAX: "max, 1rm, pr, test, to failure, amrap, race, wettkampf",
    Effort.HARD: "hard, heavy, schwer, schwere, schweres, hart, hartes, intense, intensiv",
    Effort.MODERATE: "moderate, moderat, steady, medium, mittel",
    Effort.EASY: "easy, light, leicht, leichte, leichtes, locker, lockeres, deload, technique, technik",
}

NO_TRAINING = """footing the bill, notification*, boxing day, agm, recital, gala, werkstatt, taller,
    enfants, niños, schauen, track changes, rat race, human race, movie marathon, film marathon,
    reading marathon, lesemarathon, serienmarathon, netflix marathon, tv marathon, gaming marathon,
    coding marathon, baking marathon, cleaning marathon, star wars, harry potter, rest day, day off,
    ruhetag, pausentag, off day, jour de repos, día de descanso, dry run, test run, trial run,
    school run, print run, ends, rest of, run through, run the, run errands, run of, beer run,
    coffee run, grocery run, food run, airport run, bank run, long weekend, core hours, core team,
    lift home, lift to, home run, payroll run, demo run, bullet run, chicken run, laufwerk,
    probelauf, meeting*, mtg, call, sync, standup, stand up, review*, retro*, planning, kickoff,
    demo, interview*, webinar, seminar, conference, konferenz, kongress, lecture, vorlesung,
    workshop, talk, podcast, deadline, release, deploy*, pipeline, payroll, budget, invoice*,
    rechnung*, report*, database, script, scripts, api, server*, production, request*, management,
    jira, timesheet*, tickets, flight, flug, delivery, lieferung, order, bestellen, buy, kaufen,
    purchase, sale, shopping, membership*, mitgliedschaft, renew*, kündig*, cancel*, subscription,
    abo, pay, payment, invitation, register, registration, anmeld*, sign up, signup, shoes, schuhe,
    laufschuhe, mat, matte, birthday*, geburtstag*, party, concert, konzert, movie, film, kino,
    netflix, watch, tv, book, buchen, massage*, physio*, doctor, dr, arzt, zahnarzt, dentist, mri,
    mrt, x ray, röntgen, surgery, op, appointment, consultation, wax*, laser, tattoo, kids, kinder,
    school, schule, pick up, drop off, abholen, bringen, elternabend, spectat*, cheer*, volunteer*,
    expo, orientation, maintenance, wartung, repair, reparatur, install*, rack, lottery, wedding,
    hochzeit, retreat, holiday*, urlaub, vacation, reservation, tax, offsite, onboarding, speed
    test, mobility budget, urban mobility, flights, dinner, brunch, breakfast, tournament on tv,
    tickets for, lesson plan, car ride, bus ride, taxi ride, train ride, ride to, ride home, uber*,
    ride share, rideshare, bike to work, bike to the, fahrrad abholen, fahrradwerkstatt, bike shop,
    bike fit*, carpool, dog walk, walk the dog, walk dog, walk through, walkthrough, cat walk,
    walking tour, walk in, hundespaziergang, ski pass, skipass, ski rental, football tickets,
    fantasy football, vs, world cup, bundesliga, champions league, premier league, nfl, nba, pool
    party, swim lessons, schwimmkurs, mini golf"""
"""Words that rule out training, whatever else the title says."""

NEUTRAL_WORDS = """a, an, the, my, our, and, or, of, on, in, at, to, for, after, before, then, plus,
    from, by, into, am, pm, und, oder, mit, im, vor, nach, der, die, das, beim, zum, mein, meine,
    etwas, dann, morning, afternoon, evening, night, lunch, lunchtime, midday, noon, early, pre,
    post, work, daily, weekly, morgen, morgens, mittags, abends, abend, früh, nachmittag,
    feierabend, heute, monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue,
    wed, thu, fri, sat, sun, montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonntag, mo,
    di, mi, do, fr, sa, so, session, workout, training, einheit, day, tag, week, woche, block,
    phase, set, sets, rep, reps, round, rounds, circuit, km, min, mins, minutes, minuten, std, hr,
    pace, hm, rpe, kg, lb, lbs, sec, solo, group, club, social, park, forest, wald, woods, trail,
    road, treadmill, laufband, indoor, outdoor, outside, studio, garage, beach, strand, river, lake,
    see, hill, hills, hilly, flat, warm, cool, up, down, warmup, cooldown, einlaufen, auslaufen,
    strides, drills, abc, fasted, nüchtern, taper, deload, build, peak, low, back, arms, body, hip,
    hips, ankle, ankles, shoulder, spine, calves, triceps, press, rows, curls, rücken, dumbbell*,
    steps, endurance, zone, sunny, sprint, steigerungen, wk, mile, miles, meter, meters, float,
    jogs, walk, breaks, rest, recoveries, recovery, progressive, rolling, quick, short, kurz,
    kurzer, kurze, runners, läufer, regular, consisting, continuous, between, course, effort,
    progressing, increasing, starting, k, total, suave, allure, sortie, séance, série, séries,
    récup, minutos, échauffement, calme, retour, vuelta, calma, calentamiento, con, avec, de, del,
    la, le, les, du, en, al, au, ou, et, y, o, par, por, à, mn, practice, match, game, lesson,
    class, spiel, entraînement, entrenamiento, partido, heat, cold, pool, water, open, planned,
    very, optional, finish, fast, middle, marche, walks, marathon, simulation, half, threshold,
    sweet, spot, intervals, drill, technique, race, off, locker, lockerer, ruhig, ruhiger, flott,
    zügig, dauerlauf, tp, gp, trabpause, pause, gehpause, berg, hügel, bahn, piste, pista, semi,
    samedi, dimanche, lundi, mardi, mercredi, jeudi, vendredi, lunes, martes, miércoles, jueves,
    viernes, sábado, domingo, seconds, second, secs, sekunden, secondes, segundos, repeat, times,
    wiederholen, mal, fois, veces, repetir, répéter, every, matin, soir, mañana, tarde, noche,
    garmin, runna, strava, trainingpeaks, coach, plan"""
"""Words that are not foreign beside likely ones."""

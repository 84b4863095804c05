"""The words that say what a part of a workout is for, in English, German, French and Spanish.

Shape: phrases separated by commas; a space also matches a hyphen or nothing, and `*` any ending.
"""

WARM_UP = """warm up, warming up, wu, w/u, einlaufen, warmlaufen, aufwärmen, échauffement,
    calentamiento, calentar"""
COOL_DOWN = """cool down, cooling down, warm down, cd, c/d, auslaufen, abwärmen, retour au calme, vuelta
    a la calma, enfriamiento"""
RECOVERY = """rest, recovery, recoveries, rec, recov, jog, jogging, float, off, ri, pause*, trabpause*,
    gehpause*, trab, traben, tp, gp, récup, récupération, récupérer, r, recuperación, descanso, trote,
    between"""
EASY = """easy, e, langsam, slow, slowly, lento, lent, locker*, gemütlich, steady, cruising, relaxed, facile,
    cool, tranquille, suave, tranquilo, moderate, conversational"""
FAST = """tempo, t, threshold, lt, fast, hard, schnell, zügig, schwelle, rapide, vite, seuil, vma, allure,
    rápido, fuerte, umbral, ritmo, mp, hmp, hm, gmp, pace, race pace, renntempo, on"""
STRIDES = """strides, strider*, steigerung*, accélérations, lignes droites, progresivos, rectas, hill
    sprints, bergsprints, pick ups"""
WALK = "walk, walks, walking, gehen, geh, marche, marcher, caminar, caminata, andar, andando"
RUN = "run, runs, running, lauf, laufen, course, courir, correr"
TOTAL = """total, in total, workout time, planned duration, estimated duration, gesamt, gesamtdauer,
    insgesamt, durée totale, au total, en total"""
INCLUDES = """with, w/, w, incl, incl., including, includes, consisting of, of which, mit, inkl, inkl.,
    davon, darin, avec, dont, con, incluye, incluyendo, last, final, finish, letzten, letzte, dernier*,
    últimos, in the middle"""
THEN = """then, followed by, plus, and, dann, danach, anschließend, gefolgt von, und, puis, suivi de,
    ensuite, et, luego, después, seguido de, am, pm"""
REPEAT = "repeat, wiederholen, wiederhole, répéter, répétez, repetir, repite"

"""The sports beside lifting and running: what they load, how hard they usually are, and their words."""

from dataclasses import dataclass

from service.domain.training import Effort
from service.domain.workout.pace import Gait


@dataclass(frozen=True)
class Sport:
    """One sport, or a group of sports that load the body alike.

    Shape: `certain` and `likely` are phrases as in the lists of training words; those of `measured` count only with a
    distance or a duration. `loads_legs` is true if a
    hard session of it leaves tired legs. `effort` is the usual one.
    Units: `minutes` is how long it usually takes.
    """

    name: str
    loads_legs: bool
    effort: Effort
    minutes: int
    certain: str
    likely: str = ""
    measured: str = ""
    gait: Gait = Gait.WALK


SPORTS = (
    Sport(
        "ride",
        True,
        Effort.MODERATE,
        60,
        """bike ride, bike intervals, bike workout, bike session, bike trainer, indoor bike, spin class, spinning, zwift*, peloton,
        cycling, mountain biking, mountainbike*, gravel ride, long ride, endurance ride, recovery ride, tempo ride,
        easy ride, radfahren, radtour, rennradtour, rennradausfahrt, radtraining, rollentraining, sortie vélo, vélo
        de route, home trainer, salida en bici, rodillo, ciclismo, cyclisme""",
        "bike, biking, cycle, ride, rad, rennrad, vélo, bici, bicicleta, vtt, mtb, sweet spot, turbo",
        gait=Gait.RIDE,
    ),
    Sport(
        "swim",
        False,
        Effort.MODERATE,
        45,
        "swimming, swim training, swim set, swim workout, open water swim, swim session, schwimmtraining, schwimmen, natation, "
        "natación, nadar, bahnenschwimmen, aquajogging, aqua jogging",
        "swim, schwimm*, piscine, piscina, pool swim",
        gait=Gait.SWIM,
    ),
    Sport(
        "row",
        True,
        Effort.MODERATE,
        45,
        "rowing, rudern, rudertraining, ergo session, aviron, remo, rowing machine, concept2",
        "row, rower, erg, ergometer",
        gait=Gait.ROW,
    ),
    Sport(
        "ball game",
        True,
        Effort.HARD,
        90,
        """football training, football practice, football match, football game, soccer training, soccer practice, soccer match,
        soccer game, five a side, 5 a side, fussballtraining, fußballtraining, fussballspiel, fußballspiel, basketball
        training, basketball practice, basketball game, handballtraining, handballspiel, volleyballtraining, beachvolleyball,
        entrenamiento de fútbol, partido de fútbol, match de foot, entraînement de foot, floorball, ultimate frisbee""",
        """football, fussball, fußball, soccer, futsal, basketball, volleyball, handball, hockey, rugby, lacrosse, frisbee,
        fútbol, baloncesto, balonmano""",
    ),
    Sport(
        "racket game",
        True,
        Effort.MODERATE,
        75,
        "tennis training, tennis lesson, tennis match, tennisstunde, badminton, pickleball, padel, pádel, tischtennis, table tennis",
        "tennis, squash court, squash match",
    ),
    Sport(
        "ski",
        True,
        Effort.MODERATE,
        120,
        "skiing, skitour*, cross country ski*, nordic ski*, skilanglauf, langlauf, ski de fond, ski de rando*, esquí*, snowboard*, inline skating, eislaufen, skating",
        "ski, skifahren",
    ),
    Sport(
        "hike",
        True,
        Effort.EASY,
        120,
        "hiking, wanderung, wandern, bergtour, randonnée, senderismo, nordic walking, walking workout, easy walking, brisk walk, rucking",
        "hike, rando, stairmaster, elliptical, crosstrainer",
        "walk, walking, walks, spaziergang, gehen, marche, caminata, caminar, andar, paseo",
    ),
    Sport(
        "climb",
        False,
        Effort.MODERATE,
        90,
        "rock climbing, indoor climbing, bouldering, bouldern, kletterhalle, klettern, escalade, escalada, boulderhalle",
        "climbing, climb, boulder, paddling, paddeln, kayak, kayaking, surf, surfing",
    ),
    Sport(
        "fight or dance",
        True,
        Effort.MODERATE,
        60,
        "boxing training, boxtraining, kickbox*, muay thai, bjj, jiu jitsu, judotraining, karatetraining, zumba, dance class, "
        "tanztraining, tanzkurs, aerobic class, step aerobic, hiit class, bodypump, boot camp, bootcamp, circuit class, fitness class, "
        "gym class, group class, cours collectif",
        "boxing, judo, karate, taekwondo, dance, dancing, tanzen, hiit, hyrox",
    ),
    Sport("golf", False, Effort.EASY, 180, "golf round, round of golf, golfrunde", "golf"),
    Sport(
        "multisport",
        True,
        Effort.HARD,
        90,
        "brick session, brick workout, triathlon training, koppeltraining, swimrun, aquathlon",
        "brick, duathlon, triathlon",
        gait=Gait.RIDE,
    ),
)
"""Every sport that is known, the more common first."""

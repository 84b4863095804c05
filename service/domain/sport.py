"""The sports beside lifting and running: what they load, how hard they usually are, and their words."""

from dataclasses import dataclass

from service.domain.training import Effort
from service.domain.workout.pace import Gait


@dataclass(frozen=True)
class Sport:
    """One sport, or a group of sports that load the body alike.

    Shape: `certain` and `likely` are phrases as in the lists of training words; those of `measured` count
    only with a distance or a duration. `loads_legs` is true if a hard session of it leaves tired legs.
    `effort` is the usual one.
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
        loads_legs=True,
        effort=Effort.MODERATE,
        minutes=60,
        certain="""bike ride, bike intervals, bike workout, bike session, bike trainer, indoor bike,
            spin class,
            spinning, zwift*, peloton, cycling, mountain biking, mountainbike*, gravel ride, long ride,
            endurance ride, recovery ride, tempo ride, easy ride, radfahren, radtour, rennradtour,
            rennradausfahrt, radtraining, rollentraining, sortie vélo, vélo de route, home trainer,
            salida en bici, rodillo, ciclismo, cyclisme""",
        likely="bike, biking, cycle, ride, rad, rennrad, vélo, bici, bicicleta, vtt, mtb, sweet spot, turbo",
        gait=Gait.RIDE,
    ),
    Sport(
        "swim",
        loads_legs=False,
        effort=Effort.MODERATE,
        minutes=45,
        certain="""swimming, swim training, swim set, swim workout, open water swim, swim session,
            schwimmtraining, bahnenschwimmen, aquajogging, aqua
            jogging""",
        likely="swim, swims, natation, natación, nadar, schwimm*, piscine, piscina, pool swim",
        gait=Gait.SWIM,
    ),
    Sport(
        "row",
        loads_legs=True,
        effort=Effort.MODERATE,
        minutes=45,
        certain="rudertraining, ergo session, aviron, remo, rowing machine, concept2",
        likely="row, rowing, rudern, rower, erg, ergometer",
        gait=Gait.ROW,
    ),
    Sport(
        "ball game",
        loads_legs=True,
        effort=Effort.HARD,
        minutes=90,
        certain="""football training, football practice, football match, football game, soccer
            training, soccer
            practice, soccer match, soccer game, five a side, 5 a side, fussballtraining,
            fußballtraining, fussballspiel, fußballspiel, basketball training, basketball practice,
            basketball game, handballtraining, handballspiel, volleyballtraining, beachvolleyball,
            entrenamiento de fútbol, partido de fútbol, match de foot, entraînement de foot, floorball,
            ultimate frisbee""",
        likely="""football, fussball, fußball, soccer, futsal, basketball, volleyball, handball,
            hockey, rugby,
            lacrosse, frisbee, fútbol, baloncesto, balonmano""",
    ),
    Sport(
        "racket game",
        loads_legs=True,
        effort=Effort.MODERATE,
        minutes=75,
        certain="""tennis training, tennis lesson, tennis match, tennisstunde, badminton, pickleball, padel,
            pádel, tischtennis, table tennis""",
        likely="tennis, squash court, squash match",
    ),
    Sport(
        "ski",
        loads_legs=True,
        effort=Effort.MODERATE,
        minutes=120,
        certain="""skiing, skitour*, cross country ski*, nordic ski*, skilanglauf, langlauf, ski de
            fond, ski de
            rando*, esquí*, snowboard*, inline skating, eislaufen, skating""",
        likely="ski, skifahren",
    ),
    Sport(
        "hike",
        loads_legs=True,
        effort=Effort.EASY,
        minutes=120,
        certain="""hiking, wanderung, wandern, bergtour, randonnée, senderismo, nordic walking, walking
            workout,
            easy walking, brisk walk, rucking""",
        likely="hike, rando, stairmaster, elliptical, crosstrainer",
        measured="walk, walking, walks, spaziergang, gehen, marche, caminata, caminar, andar, paseo",
    ),
    Sport(
        "climb",
        loads_legs=False,
        effort=Effort.MODERATE,
        minutes=90,
        certain="""rock climbing, indoor climbing, bouldering, bouldern, kletterhalle, klettern, escalade,
            escalada, boulderhalle""",
        likely="climbing, climb, boulder, paddling, paddeln, kayak, kayaking, surf, surfing",
    ),
    Sport(
        "fight or dance",
        loads_legs=True,
        effort=Effort.MODERATE,
        minutes=60,
        certain="""boxing training, boxtraining, kickbox*, muay thai, bjj, jiu jitsu, judotraining,
            karatetraining, zumba, dance class, tanztraining, tanzkurs, aerobic class, step aerobic,
            hiit class, bodypump, boot camp, bootcamp, circuit class, fitness class, gym class, group
            class, cours collectif""",
        likely="boxing, judo, karate, taekwondo, dance, dancing, tanzen, hiit, hyrox",
    ),
    Sport(
        "golf",
        loads_legs=False,
        effort=Effort.EASY,
        minutes=180,
        certain="golf round, round of golf, golfrunde",
        likely="golf",
    ),
    Sport(
        "multisport",
        loads_legs=True,
        effort=Effort.HARD,
        minutes=90,
        certain="brick session, brick workout, triathlon training, koppeltraining, swimrun, aquathlon",
        likely="brick, duathlon, triathlon",
        gait=Gait.RIDE,
    ),
)
"""Every sport that is known, the more common first."""

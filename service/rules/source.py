"""The works the rulebook rests on, each cited once."""

from service.rules.card import Basis, Source

G0 = Source(Basis.COACH, "G0, “Is It Good to Run After Weight Training?”")
G1 = Source(Basis.COACH, "G1, “Does Running after Lifting Lose Muscle or Fat?”")
G2 = Source(Basis.COACH, "G2, USA Weightlifting, “What You Need to Know About Running and Weightlifting”")
G3 = Source(Basis.COACH, "G3, “Strength Training And Running: Everything You Need To Know”")
G4 = Source(Basis.COACH, "G4, Workout Trends, “How to Balance Running and Strength Training”")

ARITHMETIC = Source(Basis.ARITHMETIC, "Nobody is in two places at once.")
ATHLETE = Source(Basis.ATHLETE, "What the athlete wrote down about their own week.")


def study(citation: str, doi: str, found: str) -> Source:
    """A paper, found under its DOI."""
    return Source(Basis.STUDY, citation, found, f"https://doi.org/{doi}")


ROBINEAU_2016 = study(
    "Robineau J et al., Specific training effects of concurrent aerobic and strength exercises depend on "
    "recovery duration, J Strength Cond Res 2016;30:672-683",
    "10.1519/JSC.0000000000000798",
    "In 58 rugby players bench press and squat grew less with running straight after lifting than with "
    "6 or 24 hours between, and VO2peak grew most with 24.",
)
SCHUMANN_2022 = study(
    "Schumann M et al., Compatibility of concurrent aerobic and strength training for skeletal muscle size "
    "and function, Sports Med 2022;52:601-612",
    "10.1007/s40279-021-01587-7",
    "Over 43 studies endurance work cost no maximal strength and no size, but some explosive strength "
    "when both were trained within 3 hours.",
)
METHENITIS_2018 = study(
    "Methenitis S, A brief review on concurrent training: from laboratory to the field, Sports 2018;6:127",
    "10.3390/sports6040127",
    "The review advises 3 to 6 hours, up to 24 where practical, between the two, and to put first what "
    "serves the goal.",
)
DOMA_DEAKIN_2013 = study(
    "Doma K, Deakin GB, The effects of strength training and endurance training order on running economy "
    "and performance, Appl Physiol Nutr Metab 2013;38:651-656",
    "10.1139/apnm-2012-0362",
    "The day after lifting and running, runners' time to exhaustion fell from 335 to 238 seconds when "
    "the lift had come first, to 275 when the run had.",
)
DOMA_DEAKIN_2014 = study(
    "Doma K, Deakin GB, The acute effects intensity and volume of strength training on running performance, "
    "Eur J Sport Sci 2014;14:107-115",
    "10.1080/17461391.2012.726653",
    "Six hours after heavy lifting slow running cost no more than usual, but fast running was given up "
    "sooner.",
)
THOMAS_2018 = study(
    "Thomas K et al., Neuromuscular fatigue and recovery after heavy resistance, jump, and sprint training, "
    "Med Sci Sports Exerc 2018;50:2526-2535",
    "10.1249/MSS.0000000000001733",
    "Fatigue from heavy squats took up to 72 hours to clear in ten trained men, and so did that from "
    "sprints.",
)
EDDENS_2018 = study(
    "Eddens L et al., The role of intra-session exercise sequence in the interference effect, "
    "Sports Med 2018;48:177-188",
    "10.1007/s40279-017-0784-1",
    "Lifting first gave about 7 percentage points more leg strength; order changed neither size nor "
    "aerobic capacity.",
)
PETRE_2021 = study(
    "Petré H et al., Development of maximal dynamic strength during concurrent resistance and endurance "
    "training, Sports Med 2021;51:991-1010",
    "10.1007/s40279-021-01426-9",
    "Endurance work held back the leg strength of trained people only, and clearly so when both were "
    "done in one session.",
)
GAO_YU_2023 = study(
    "Gao J, Yu L, Effects of concurrent training sequence on VO2max and lower limb strength performance, "
    "Front Physiol 2023;14:1072679",
    "10.3389/fphys.2023.1072679",
    "Over 19 trials lifting first gave slightly more leg strength, and order made no difference to VO2max.",
)
SPIERING_2021 = study(
    "Spiering BA et al., Maintaining physical performance: the minimal dose of exercise needed to preserve "
    "endurance and strength over time, J Strength Cond Res 2021;35:1449-1458",
    "10.1519/JSC.0000000000003964",
    "One lift a week kept strength for up to 32 weeks and two endurance sessions kept endurance for up "
    "to 15, if done as hard as before.",
)

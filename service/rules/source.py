"""The sources that the rulebook cites, each defined once."""

from service.rules.card import Basis, Source

G0 = Source(Basis.COACH, "G0, “Is It Good to Run After Weight Training?”")
G1 = Source(Basis.COACH, "G1, “Does Running after Lifting Lose Muscle or Fat?”")
G2 = Source(Basis.COACH, "G2, USA Weightlifting, “What You Need to Know About Running and Weightlifting”")
G3 = Source(Basis.COACH, "G3, “Strength Training And Running: Everything You Need To Know”")
G4 = Source(Basis.COACH, "G4, Workout Trends, “How to Balance Running and Strength Training”")

ARITHMETIC = Source(Basis.ARITHMETIC, "Nobody is in two places at once.")
ATHLETE = Source(Basis.ATHLETE, "What the athlete wrote down about their own week.")


def study(citation: str, doi: str, found: str) -> Source:
    """A published study with its DOI."""
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
MARKOV_2022 = study(
    "Markov A et al., Acute effects of aerobic exercise on muscle strength and power in trained male "
    "individuals, Sports Med 2022;52:1385-1398",
    "10.1007/s40279-021-01615-6",
    "Over 15 studies aerobic work lowered the leg strength of trained men right after it, clearly when it "
    "was moderate to hard, and more beyond 30 minutes than up to them.",
)
WILSON_2012 = study(
    "Wilson JM et al., Concurrent training: a meta-analysis examining interference of aerobic and resistance "
    "exercises, J Strength Cond Res 2012;26:2293-2307",
    "10.1519/JSC.0b013e31823a3e2d",
    "Over 21 studies running, not cycling, beside lifting meant smaller gains in size and strength, the more "
    "so the more often and the longer.",
)
SILVA_OLIVEIRA_2024 = study(
    "Silva Oliveira P et al., Comparison of polarized versus other types of endurance training intensity "
    "distribution on athletes' endurance performance, Sports Med 2024;54:2071-2095",
    "10.1007/s40279-024-02034-z",
    "Polarized training, 75 to 80 % of it at low intensity, raised VO2peak a little more than other mixes, "
    "in blocks under 12 weeks and in highly trained athletes; nothing else differed.",
)
FRANDSEN_2025 = study(
    "Schuster Brandt Frandsen J et al., How much running is too much? Identifying high-risk running sessions "
    "in a 5200-person cohort study, Br J Sports Med 2025;59:1203-1210",
    "10.1136/bjsports-2024-109380",
    "Runs more than 10 % farther than the farthest of 30 days brought more overuse injuries; the growth from "
    "week to week told nothing of the risk, and the acute:chronic ratio pointed the other way.",
)
STUTZ_2019 = study(
    "Stutz J et al., Effects of evening exercise on sleep in healthy participants: a systematic review and "
    "meta-analysis, Sports Med 2019;49:269-287",
    "10.1007/s40279-018-1015-0",
    "Over 23 studies training in the evening did no harm to sleep; only hard training that ended within an "
    "hour of bedtime might delay and shorten it.",
)

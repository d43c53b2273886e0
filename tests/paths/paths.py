"""The ten paths through the protocol, by name."""

from tests.paths import transplanted, unfinished, untransplanted

PATHS = {
    "screen failure": unfinished.screen_failure,
    "withdrawal": unfinished.withdrawal,
    "no remission": untransplanted.no_remission,
    "remission without HSCT": untransplanted.remission_without_hsct,
    "second cycle": untransplanted.second_cycle,
    "HSCT and alive at one year": transplanted.alive_at_one_year,
    "relapse": transplanted.relapse,
    "non-relapse death": transplanted.non_relapse_death,
    "VOD": transplanted.liver_veins,
    "lost to follow-up": transplanted.lost,
}

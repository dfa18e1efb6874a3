"""Events are noted as ids and numbers; words come later and elsewhere."""

from hunt.world import World


def note(
    world: World,
    day: int,
    kind: int,
    who: int,
    whom: int,
    beast: int,
    because: int,
    saw_a: float,
    saw_b: float,
    saw_c: float,
    effect: float,
) -> None:
    """Note an event, where somebody keeps notes."""
    if world.camp.logged >= len(world.log):
        return
    event = world.log[world.camp.logged]
    event.day = day
    event.kind = kind
    event.who = who
    event.whom = whom
    event.beast = beast
    event.because = because
    event.saw[0] = saw_a
    event.saw[1] = saw_b
    event.saw[2] = saw_c
    event.effect = effect
    world.camp.logged += 1

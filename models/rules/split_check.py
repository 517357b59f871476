"""Whether the parts of a target make the whole (R C-34): asked of a plan before it is submitted."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from models.rules.accumulation import accumulate
from models.rules.measure import AVERAGE, AVERAGE_PERCENT, Measure
from models.rules.percent import quantity

if TYPE_CHECKING:
    from collections.abc import Sequence


def differing_whole(measure: Measure, whole: Decimal | None, parts: Sequence[Decimal | None]) -> Decimal | None:
    """Give what the parts make where it differs from the target of the longer period; None where they agree.

    The parts are those of consecutive periods in order; None is not programmed. They are put together as scores do (R
    C-03): the sum, the last, the mean or the highest. Nothing to compare agrees. A mean is compared with as many
    decimals as the whole has, or the indicator shows. CEPLAN's « no acumulado » has no quantity of a longer period.
    """
    if whole is None or measure.accumulation is AVERAGE_PERCENT:
        return None
    made = accumulate(measure.way_over_time, [part for part in parts if part is not None])
    if made is None:
        return None
    if measure.way_over_time is AVERAGE:
        places = max(measure.decimals, -_exponent(whole))
        return None if made.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) == whole else quantity(made)
    return None if made == whole else made


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0

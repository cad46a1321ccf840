"""The judge: signals -> log-odds a block, and the exact contributions behind each.

Log-odds = bias + signals x weights (the scorecard: what people know, in every language) + the values of small trees (what was learned
from labelled pages). Plain lines are looked at twice: more trees ask what the lines around came to (`context`). All of it is a sum,
so every verdict can be taken apart without rest.
"""

from __future__ import annotations

from declutter.judge.judge import Judge
from declutter.judge.scorecard import probability
from declutter.judge.weights import FORMAT, from_dict, packaged, weights_file

__all__ = ["FORMAT", "Judge", "from_dict", "packaged", "probability", "weights_file"]

"""The judge: signals -> log-odds a block, and the exact contributions behind each.

Two opinions are added, each times what it counts. One looks at each block by itself: bias + signals x weights (the scorecard: what people
know, in every language) + the values of small trees (the forest: what was learned from labelled pages). The other, the network, looks at
the block together with those around it and of its kind. All of it is a sum, so every verdict can be taken apart without rest.
"""

from __future__ import annotations

from declutter.judge.judge import Judge, Opinions
from declutter.judge.scorecard import probability
from declutter.judge.weights import FORMAT, by_odds, from_dict, packaged, weights_file

__all__ = ["FORMAT", "Judge", "Opinions", "by_odds", "from_dict", "packaged", "probability", "weights_file"]

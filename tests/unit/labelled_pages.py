"""What several tests of training share: a labelled page, a story, and the reason why a test that grows trees is skipped."""

from __future__ import annotations

from typing import Any

from declutter.training.dataset import LabelledPage

NO_LIGHTGBM = "trees are grown by LightGBM, which is not installed: pip install 'declutter-web[train]'"
STORY = [
    "The baker of the village sold his oven to the miller on a Friday.",
    "Nobody else in the village had wanted so large an oven, said the mayor.",
    "Next month the miller will bake bread for both sides of the river.",
]
PAGE = (
    '<body class="single post-template"><div class="menu top"><p>Home News</p></div>'
    f'<div class="story wide" id="main-text"><p class="lead first">{STORY[0]}</p><p>{STORY[1]}</p></div>'
    '<p class="hint"><span class="small label">Ask the mayor</span></p></body>'
)


def labelled(source: str = "<p>Hello</p>", page_id: str = "1", **fields: Any) -> LabelledPage:
    given = {"url": None, "page_type": "", "text": "Hello", "wanted": (), "unwanted": (), **fields}
    return LabelledPage("set", page_id, source.encode(), **given)

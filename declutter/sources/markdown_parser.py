"""Parser of CommonMark with GitHub's tables that looks at the clock in its environment: at each line, inline token and element."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

WIDEST = 1000  # cells of a row of a table


class Renderer(RendererHTML):
    """The parser's own renderer, which looks at the clock."""

    def renderToken(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        env["clock"].check()
        return super().renderToken(tokens, idx, options, env)


def look(state: Any, *place: Any) -> bool:
    """A rule that matches nothing, and ends a page whose time is up."""
    state.env["clock"].check()
    return False


def wide(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A rule that reads a row of very many cells as a paragraph: the parser fills all rows of a table up to the first one's width."""
    if silent or first + 1 >= last or state.src.count("|", state.bMarks[first + 1], state.eMarks[first + 1]) <= WIDEST:
        return False
    return paragraph(state, first, last, silent)


def inline(state: StateCore) -> None:
    """Parse the inline tokens."""
    for token in state.tokens:
        if token.type == "inline":
            state.env["clock"].check()
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def made() -> MarkdownIt:
    """The parser; ``render(text, {"clock": clock})`` raises `OutOfTimeError` once the time is up."""
    parser = MarkdownIt("commonmark", renderer_cls=Renderer).enable("table")
    parser.block.ruler.before("table", "clock", look, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.before("table", "wide", wide)
    parser.inline.ruler.after("text", "clock", look)
    parser.core.ruler.at("inline", inline)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # links are sanitised when rendering
    return parser

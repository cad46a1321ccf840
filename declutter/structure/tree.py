"""The story as a tree: blocks that share a container stand in one node. Renderers walk it; containers are nested at most sixteen deep."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeGuard

from declutter.structure.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.structure.blocks import Container


@dataclass(slots=True)
class Node:
    """A container and what stands in it, in reading order; the root has none."""

    container: Container | None
    children: list[Node | Block] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.container.kind if self.container else "story"


def joins(child: Node | Block, before: Node | Block | None) -> TypeGuard[Block]:
    """Whether a child is the next line of the paragraph or heading before it."""
    return isinstance(child, Block) and child.joined and isinstance(before, Block) and before.kind == child.kind


def grow(blocks: Sequence[Block]) -> Node:
    """The tree of a story's blocks."""
    root = Node(None)
    way = [root]  # the nodes that are open, from the root
    for block in blocks:
        same = 0
        for container in block.within:
            if same + 1 < len(way) and way[same + 1].container == container:
                same += 1
            else:
                break
        del way[same + 1 :]
        for container in block.within[same:]:
            node = Node(container)
            way[-1].children.append(node)
            way.append(node)
        way[-1].children.append(block)
    return root

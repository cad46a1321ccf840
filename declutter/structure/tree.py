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
    """A container and its children in reading order; the root has no container."""

    container: Container | None
    children: list[Node | Block] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.container.kind if self.container else "story"


def joins(child: Node | Block, before: Node | Block | None) -> TypeGuard[Block]:
    """Whether a child is the next line of the paragraph or heading before it."""
    return isinstance(child, Block) and child.joined and isinstance(before, Block) and before.kind == child.kind


def build_tree(blocks: Sequence[Block]) -> Node:
    """The tree of a story's blocks."""
    root = Node(None)
    path = [root]  # open nodes, root first
    for block in blocks:
        shared = 0
        for container in block.within:
            if shared + 1 < len(path) and path[shared + 1].container == container:
                shared += 1
            else:
                break
        del path[shared + 1 :]
        for container in block.within[shared:]:
            node = Node(container)
            path[-1].children.append(node)
            path.append(node)
        path[-1].children.append(block)
    return root

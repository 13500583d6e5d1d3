"""Text blocks: what editors see before they choose one, what citizens get to see."""

import pytest

from kommunen.models import Role
from textbausteine.blocks import TextBlocks

pytestmark = pytest.mark.django_db

BLOCKS = list(TextBlocks().child_blocks.values())


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_every_block_has_a_preview_in_our_look(block, town, member, client_for):
    editor = client_for(town, member(town, Role.REDAKTION))

    response = editor.get("/admin/block-preview/", {"id": block.definition_prefix})

    assert block.is_previewable
    assert "kommunen/css/look" in response.content.decode()


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_every_block_is_described_to_the_editor(block):
    assert block.get_description()
    assert block.meta.group

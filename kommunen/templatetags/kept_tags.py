"""`{% kept "footer" nav.place %}…{% endkept %}`: made once for each change in the town."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context

from kommunen.kept.parts import kept_part

register = template.Library()


class KeptNode(template.Node):
    def __init__(self, names: list[FilterExpression], nodelist: NodeList):
        self.names = names
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        request = context.get("request")
        if request is None:
            return self.nodelist.render(context)
        name = ":".join(str(name.resolve(context)) for name in self.names)
        return kept_part(request, name, lambda: self.nodelist.render(context))


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep what stands inside under its names; what it depends on has to be among them.

    Not on who asks, nor on filters; of values there must be few (`kommunen.kept.parts`).
    """
    _tag, *names = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode([parser.compile_filter(name) for name in names], nodelist)

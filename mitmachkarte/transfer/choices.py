"""What the importing person decided, between the form and the waiting import."""

from kommunen.models import Category, Kommune

from .planning import Answer, Choices


def kept_choices(choices: Choices) -> dict:
    """For the JSON field of a waiting import."""
    return {
        "publish": choices.publish,
        "confirm_outside": choices.confirm_outside,
        "swap": choices.swap,
        "answers": {str(number): str(answer) for number, answer in choices.answers.items()},
        "category": choices.category.pk if choices.category else None,
    }


def choices_of(stored: dict, kommune: Kommune, may_publish: bool) -> Choices:
    """As it was kept; who may not publish never does."""
    categories = Category.objects.visible_to(kommune)
    return Choices(
        publish=may_publish and stored.get("publish", True),
        confirm_outside=stored.get("confirm_outside", False),
        swap=stored.get("swap", False),
        answers={int(number): Answer(each) for number, each in stored.get("answers", {}).items()},
        category=categories.filter(pk=stored.get("category")).first(),
    )

"""What the forms ask and what is checked, for programs that read or write them."""

from collections.abc import Callable

from rest_framework.response import Response

from edc import dictionary
from edc.api.resource import AFTER, Resource, limit, page
from edc.api.tokens import TakesPart

MOST_WORDS = 5000


class Vocabulary(Resource):
    """Rows that follow from the code, the same for everybody."""

    needs = None
    permission_classes = [TakesPart]
    takes = {"after": AFTER, "limit": limit(MOST_WORDS)}
    table: Callable[[], tuple[dict, ...]]

    def get(self, request) -> Response:
        rows, first = type(self).table(), self.asked["after"]
        end = first + self.asked["limit"]
        return page(request, rows[first:end], end, end >= len(rows))


class Dictionary(Vocabulary):
    """Every question of every form."""

    answers = {"GET": {200: "DictionaryPage"}}
    table = dictionary.questions


class Checks(Vocabulary):
    """Every check of every form, listed ones and generic ones."""

    answers = {"GET": {200: "CheckPage"}}
    table = dictionary.checks

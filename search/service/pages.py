"""The search page as HTML: the shell of the release around an answer or a refusal."""

from collections import defaultdict
from functools import cache

from jinja2 import Environment

from search.addresses import BadQuestionError
from search.contract import Request, Response
from search.service.states import State
from search.service.view import answer_view, form_view
from themes.environment import build_environment

TEMPLATE = "search_page.html"
PROBLEM = "search_problem.html"


def answer_page(state: State, request: Request, response: Response) -> str:
    view = answer_view(request, response, state.cards)
    form = form_view(request, response.interpreted.place)
    main = _environment().get_template(TEMPLATE).render(form=form, answer=view)
    return state.shell.around(view.title, main)


def refusal_page(state: State, error: BadQuestionError) -> str:
    """What was asked cannot be asked; the form is there to ask anew."""
    reasons = [str(refused) for refused in error.refused]
    main = _environment().get_template(PROBLEM).render(form=form_view(Request()), reasons=reasons)
    return state.shell.around("Frage nicht verstanden – Angebote suchen", main)


@cache
def _environment() -> Environment:
    """Addresses of files and texts are in the shell already."""
    return build_environment(site_url="", assets=defaultdict(str))

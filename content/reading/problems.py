"""What a person must look at before an action is sent."""

from datetime import date

from content.action import Kind, Problem, Target, UrgentAction
from content.reading.targets.contacts import hides_where_it_leads
from content.reading.targets.officials import is_diplomatic

ORDER = (
    "number", "series", "index", "language", "kind", "sequence", "issued", "country", "title", "summary", "people",
    "targets", "copies_to", "asks", "letter", "background", "languages", "deadline", "previous",
)  # fmt: skip


def check(action: UrgentAction, *, today: date) -> tuple[Problem, ...]:
    """What the action itself shows: parts missing, a deadline gone by, contacts that cannot be used as they are.

    It can be asked again after somebody put a part right. `today` is the day where the organization is.
    """
    found: list[Problem] = []
    if not action.number:
        found.append(_problem("number", "missing", "No number is printed: give it as 24/21."))
    if not action.country:
        found.append(_problem("country", "missing", "The country is not printed: say which one this is about."))
    if not action.title:
        found.append(_problem("title", "missing", "There is no title: write one."))
    if action.kind is not Kind.OUTCOME:
        found += _where_action_is_asked(action)
    if action.deadline and action.deadline < today and action.kind is not Kind.OUTCOME:
        found.append(
            _problem(
                "deadline",
                "past",
                f"The deadline, {action.deadline}, has gone by: give a later one if appeals still help, or do not send"
                " this.",
            )
        )
    for target in action.targets:
        found += _in_target(target)
    return tuple(found)


def settle(found: list[Problem], action: UrgentAction, *, today: date) -> tuple[Problem, ...]:
    """What reading met and what the action shows, each once, in the order of the document's JSON.

    A part that reading could not make out is not missing.
    """
    met = {problem.field for problem in found if problem.field != "targets" or not action.targets}
    shown = [problem for problem in check(action, today=today) if problem.code != "missing" or problem.field not in met]
    return tuple(sorted(dict.fromkeys(found + shown), key=lambda problem: ORDER.index(problem.field)))


def named(target: Target) -> str:
    """What to call a target in a sentence."""
    return target.name or target.role or "a target without a name"


def _where_action_is_asked(action: UrgentAction) -> list[Problem]:
    found = []
    if not action.targets:
        found.append(_problem("targets", "missing", "There is nobody to write to: add a target and a way to reach it."))
    if action.letter is None and not action.asks:
        found.append(_problem("letter", "missing", "There is neither a sample letter nor a list of demands: add one."))
    if action.deadline is None:
        found.append(_problem("deadline", "missing", "No deadline is printed: give the last day to write."))
    return found


def _in_target(target: Target) -> list[Problem]:
    found = []
    if not target.channels:
        message = f"There is no way to reach {named(target)}: add an address, an e-mail, a fax or a phone number."
        found.append(_problem("targets", "missing", message))
    for form in target.contact_forms:
        if hides_where_it_leads(form):
            message = (
                f"The contact form of {named(target)}, {form}, is a shortened link that hides where it leads: open it"
                " and give the whole address."
            )
            found.append(_problem("targets", "unclear", message))
    if target.accredited_to is None and is_diplomatic(target):
        message = (
            f"{named(target)} is at an embassy or mission, and the country it stands in is not clear: say in which one"
            " supporters may write to it."
        )
        found.append(_problem("targets", "unclear", message))
    return found


def _problem(field: str, code: str, message: str) -> Problem:
    return Problem(field=field, code=code, message=message)

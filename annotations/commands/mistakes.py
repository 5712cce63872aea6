"""Wrong usage in the language of the terminal; click says it in English only."""

import click

from resources import Catalogue


def say_mistake(error: click.UsageError, words: Catalogue) -> str:
    """Say in one sentence how a command was called wrongly."""
    if words.language == "en" and not _is_about_range(error):
        return error.format_message()
    match error:
        case click.MissingParameter(param=click.Parameter() as param):
            return words("{name} is missing.", name=_name(param, error))
        case click.NoSuchOption():
            return words("There is no option {name}.", name=error.option_name)
        case click.BadParameter(param=click.Parameter() as param):
            problem = _problem(param, error.message, words)
            return words("{name}: {problem}", name=_name(param, error), problem=problem)
        case _:
            return error.format_message()


def _is_about_range(error: click.UsageError) -> bool:
    """Whether click would call what was typed "not a valid integer range"."""
    param = error.param if isinstance(error, click.BadParameter) else None
    return param is not None and isinstance(param.type, click.IntRange)


def _name(param: click.Parameter, error: click.UsageError) -> str:
    hint = param.get_error_hint(error.ctx) if error.ctx else param.human_readable_name
    return hint.replace("'", "")


def _problem(param: click.Parameter, message: str, words: Catalogue) -> str:
    if isinstance(param.type, click.Choice):
        return words("choose one of {choices}.", choices=", ".join(map(str, param.type.choices)))
    if isinstance(param.type, click.IntRange) and param.type.min is not None:
        return words("give a whole number, {least} or more.", least=param.type.min)
    if param.type is click.INT:
        return words("give a whole number.")
    return message

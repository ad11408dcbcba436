"""The options of a command that may ask a language model for rows."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import click

from goodoffices.cli.types import Command
from goodoffices.errors import RequestError

if TYPE_CHECKING:
    from goodoffices.files.endpoint import Endpoint


def endpoint_options(command: Command) -> Command:
    """Add --endpoint, --endpoint-model and --anywhere; the command gets them as ``endpoint``.

    ``endpoint`` is an ``Endpoint``, or None where none is asked.
    """

    @functools.wraps(command)
    def run(
        *args: object,
        endpoint_address: str | None,
        endpoint_model: str,
        anywhere: bool,
        **rest: object,
    ) -> object:
        asked = _endpoint(endpoint_address, endpoint_model, anywhere=anywhere)
        return command(*args, endpoint=asked, **rest)

    options = (
        click.option(
            "--endpoint",
            "endpoint_address",
            metavar="ADDRESS",
            help="Have the language model at ADDRESS propose rows too, as "
            "http://127.0.0.1:8080/v1; what the text does not bear out is dropped.",
        ),
        click.option(
            "--endpoint-model",
            metavar="NAME",
            default="",
            help="Which model to ask for, where the endpoint serves several.",
        ),
        click.option(
            "--anywhere",
            is_flag=True,
            help="Let the endpoint be on another machine; the text is sent there.",
        ),
    )
    return functools.reduce(lambda c, option: option(c), reversed(options), run)


def _endpoint(address: str | None, model: str, *, anywhere: bool) -> Endpoint | None:
    if address is None:
        if model or anywhere:
            raise RequestError("no endpoint to ask; give its address").wanting("endpoint")
        return None
    from goodoffices.files.endpoint import Endpoint

    return Endpoint(address, model, anywhere)

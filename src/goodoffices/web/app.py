"""The workbench's server: each request asks the library, and hands over what it says."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Literal

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from goodoffices.errors import GoodOfficesError
from goodoffices.files.draft import Draft
from goodoffices.files.notebooks.notes import Notes
from goodoffices.show.language import Language, message, say, speaking
from goodoffices.web import (
    changes,
    comparison,
    days,
    downloads,
    notes,
    opening,
    room,
    standing,
    texts,
    view,
    wire,
    work,
)
from goodoffices.web.drafts import Bench, Open
from goodoffices.web.events import of_job, of_model

FileChoice = Literal["copy", "theirs", "save", "again"]
_STALE = message(
    "Somebody changed this meanwhile; it is shown as it is now. Make the change again."
)
_WRITTEN = (
    message("Loading…"),
    message("The workbench needs JavaScript, served from this machine only."),
)
"""What the page says by itself."""


class NotOpenError(Exception):
    """A model or job that is asked for and is not there."""


class _Speaking:
    """An application, each of whose answers is given in a language."""

    def __init__(self, app: ASGIApp, language: Language) -> None:
        self._app, self._language = app, language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with speaking(self._language):
            await self._app(scope, receive, send)


def make(bench: Bench, language: str | Language = "en") -> FastAPI:
    """Return the application that serves a workbench.

    Parameters
    ----------
    bench
        What is open.
    language
        What answers are given in: the code of a language, or one that the caller made.

    Raises
    ------
    RequestError
        There is no such language.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    with speaking(language) as chosen:
        app.add_middleware(_Speaking, language=chosen)
        _frame(app, chosen)
    _refusals(app)
    _models(app, bench)
    _editing(app, bench)
    _notes(app, bench)
    _questions(app, bench)
    _long_work(app, bench)
    app.mount("/", StaticFiles(directory=texts.PAGE, html=True))
    return app


def _refusals(app: FastAPI) -> None:
    @app.exception_handler(NotOpenError)
    async def not_open(_request: Request, _error: Exception) -> Response:
        return _refusal(404, "NotOpen", say("That is not open any more."))

    @app.exception_handler(RequestValidationError)
    async def malformed(_request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"][1:]))
        return _refusal(400, "Malformed", f"{where or 'request'}: {first['msg']}")

    @app.exception_handler(GoodOfficesError)
    async def refused(_request: Request, error: GoodOfficesError) -> Response:
        return JSONResponse({"kind": type(error).__name__, **error.to_dict()}, 422)

    @app.exception_handler(Exception)
    async def faulty(_request: Request, error: Exception) -> Response:
        return _refusal(500, "Fault", f"This went wrong here, and nothing was changed: {error!r}")


def _refusal(status: int, kind: str, message: str) -> Response:
    return JSONResponse({"kind": kind, "message": message}, status)


def _frame(app: FastAPI, language: Language) -> None:
    """Serve the page that holds all else, with what it needs to speak the language."""
    page = (texts.PAGE / "index.html").read_text(encoding="utf-8")
    spoken = {
        **{told: escape(say(told)) for told in _WRITTEN},
        '<html lang="en">': f'<html lang="{language.code}" dir="{language.direction}">',
        'data-language="{}"': f'data-language="{escape(texts.handed_over(language))}"',
    }
    for old, new in spoken.items():
        page = page.replace(old, new)

    @app.get("/")
    def frame() -> Response:
        return HTMLResponse(page)


def _finder(bench: Bench) -> Callable[[str], Open]:
    def find(model: str) -> Open:
        if model not in bench.models:
            raise NotOpenError
        return bench.models[model]

    return find


def _models(app: FastAPI, bench: Bench) -> None:
    """Open, show and close models."""
    find = _finder(bench)

    @app.get("/api/start")
    def start() -> Response:
        return view.packed(view.start(bench))

    @app.post("/api/models")
    def open_model(asked: wire.Opening) -> Response:
        one, remarks = opening.opened(bench, asked)
        return view.packed(view.model(one) | {"remarks": remarks})

    @app.post("/api/models/{model}/at")
    def open_at(model: str, asked: wire.Day) -> Response:
        bench.refuse_more()
        draft, name = days.draft_at(find(model), asked.date)
        return view.packed(view.model(bench.add(draft, name)))

    @app.get("/api/models/{model}")
    def model(model: str) -> Response:
        return view.packed(view.model(find(model)))

    @app.delete("/api/models/{model}")
    def close(model: str) -> Response:
        bench.close(model)
        return view.packed({})

    @app.get("/api/models/{model}/events")
    async def follow(model: str) -> Response:
        return StreamingResponse(of_model(find(model)), media_type="text/event-stream")

    @app.get("/api/models/{model}/download/{what}")
    def download(model: str, what: str) -> Response:
        content, kind, name = downloads.made(find(model), what)
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type=kind, headers=headers)


def _editing(app: FastAPI, bench: Bench) -> None:
    """Change models, one change after the other."""
    find = _finder(bench)

    @app.put("/api/models/{model}/file")
    def write(model: str, asked: wire.Rewriting) -> Response:
        label = say("Model file edited")
        return _changed(find(model), asked.revision, lambda d: d.write(asked.text, label))

    @app.post("/api/models/{model}/edits")
    def edit(model: str, asked: wire.Editing) -> Response:
        listed = [change.model_dump(exclude_unset=True) for change in asked.changes]
        return _changed(find(model), asked.revision, lambda d: d.edit(listed, asked.label))

    @app.post("/api/models/{model}/history/{way}")
    def step(model: str, way: Literal["undo", "redo"]) -> Response:
        return _changed(find(model), None, lambda d: d.undo() if way == "undo" else d.redo())

    @app.post("/api/models/{model}/file/{choice}")
    def settle(model: str, choice: FileChoice) -> Response:
        one = find(model)
        {"copy": one.copy, "theirs": one.theirs, "save": one.save, "again": one.again}[choice]()
        return view.packed(view.model(one))


def _notes(app: FastAPI, bench: Bench) -> None:
    """Show and change the notebook of a model."""
    find = _finder(bench)

    @app.get("/api/models/{model}/notes")
    def shown(model: str) -> Response:
        return view.packed(notes.view(find(model)))

    @app.get("/api/models/{model}/notes/{document}")
    def text(model: str, document: str) -> Response:
        return view.packed(notes.text(find(model), document))

    @app.post("/api/models/{model}/notes")
    def change(model: str, asked: wire.Noting) -> Response:
        one = find(model)
        return _noted(one, asked.revision, lambda _: changes.make(one, asked.change))

    @app.post("/api/models/{model}/notes/history/{way}")
    def step(model: str, way: Literal["undo", "redo"]) -> Response:
        return _noted(find(model), None, lambda n: n.undo() if way == "undo" else n.redo())

    @app.post("/api/models/{model}/notes/file/{choice}")
    def settle(model: str, choice: Literal["theirs", "again", "save"]) -> Response:
        one = find(model)
        if choice == "theirs":
            one.reread_notes()
        else:
            one.save_notes(anew=choice == "again")
        return view.packed(notes.view(one))


def _noted(one: Open, revision: int | None, change: Callable[[Notes], object]) -> Response:
    if not one.note(revision, change):
        stale = {"kind": "Stale", "message": say(_STALE), "notes": notes.view(one)}
        return view.packed(stale, 409)
    return view.packed(notes.view(one))


def _changed(one: Open, revision: int | None, change: Callable[[Draft], object]) -> Response:
    if not one.change(revision, change):
        stale = {"kind": "Stale", "message": say(_STALE), "model": view.model(one)}
        return view.packed(stale, 409)
    return view.packed(view.model(one))


def _questions(app: FastAPI, bench: Bench) -> None:
    """Answer what is answered at once."""
    find = _finder(bench)

    @app.post("/api/models/{model}/ask/now")
    def now(model: str, asked: wire.Pull) -> Response:
        return view.packed(standing.now(find(model), asked))

    @app.post("/api/models/{model}/ask/room")
    def for_room(model: str, asked: wire.Pull) -> Response:
        return view.packed(room.told(find(model), asked))

    @app.post("/api/models/{model}/ask/rows")
    def rows(model: str, asked: wire.Rows) -> Response:
        return view.packed(standing.rows(find(model), asked))

    @app.post("/api/models/{model}/ask/why")
    def why(model: str, asked: wire.Why) -> Response:
        return view.packed(standing.why(find(model), asked))

    @app.post("/api/models/{model}/ask/questions")
    def next_questions(model: str, asked: wire.Pull) -> Response:
        return view.packed(standing.questions(find(model), asked))

    @app.post("/api/models/{model}/ask/ranking")
    def ranking(model: str, asked: wire.Ranking) -> Response:
        return view.packed(view.ranking(find(model).draft.conflict, asked))

    @app.post("/api/models/{model}/ask/difference")
    def difference(model: str, asked: wire.Against) -> Response:
        mine = find(model)
        other = find(asked.model) if asked.model is not None else None
        return view.packed(comparison.compared(mine, other, asked))


def _long_work(app: FastAPI, bench: Bench) -> None:
    """Do what takes longer than a breath."""
    find = _finder(bench)

    @app.post("/api/models/{model}/jobs")
    def start(model: str, asked: wire.Work) -> Response:
        job = bench.jobs.start(asked.kind, model, work.of(find(model), asked))
        if job is None:
            busy = say(
                "Two pieces of work run already; stop one of them, or wait until one is done."
            )
            return _refusal(429, "Busy", busy)
        return view.packed({"id": job.id})

    @app.get("/api/models/{model}/jobs")
    def jobs(model: str) -> Response:
        return view.packed([job.told() for job in bench.jobs.of(find(model).id)])

    @app.get("/api/jobs/{job}/events")
    async def watch(job: str) -> Response:
        found = bench.jobs.get(job)
        if found is None:
            raise NotOpenError
        return StreamingResponse(of_job(found), media_type="text/event-stream")

    @app.delete("/api/jobs/{job}")
    def stop(job: str) -> Response:
        found = bench.jobs.get(job)
        if found is not None:
            found.stop.set()
        return view.packed({})
